using NetDsl;

namespace SpokenDigits;

/// <summary>Signals that stand for spoken digits where no recordings are at hand: each digit is two vowels, one after the other,
/// sung by voices of random pitch and tempo, into noise.</summary>
internal static class SampleVoices
{
    private const int Rate = 8_000;
    private const int TrainingCount = 900;
    private const int TestCount = 300;

    // the first two formants of five vowels, in Hz (after Peterson and Barney 1952)
    private static readonly (double First, double Second)[] Vowels = [(270, 2290), (530, 1840), (730, 1090), (570, 840), (300, 870)];

    // each digit's first and second vowel
    private static readonly (int First, int Second)[] Digits =
        [(0, 3), (4, 2), (4, 0), (0, 1), (3, 2), (2, 0), (0, 4), (1, 2), (1, 0), (2, 1)];

    /// <summary>The same signals for the same seed.</summary>
    public static DataSet Create(int seed = 1) =>
        new(Set(new Random(seed), TrainingCount), test: Set(new Random(seed + 1), TestCount));

    private static VectorExamples Set(Random random, int count)
    {
        var sounds = new float[count * SpokenDigit.InputSize];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % Digits.Length;
            Sing(random, Digits[labels[i]], sounds.AsSpan(i * SpokenDigit.InputSize, SpokenDigit.InputSize));
        }

        return new VectorExamples(new Shape(1, SpokenDigit.InputSize), sounds, labels);
    }

    private static void Sing(Random random, (int First, int Second) digit, Span<float> sound)
    {
        int length = random.Next(2_400, 5_600);
        int start = random.Next(0, sound.Length - length);
        double pitch = 90 + 130 * random.NextDouble();
        double voice = 0.9 + 0.25 * random.NextDouble();
        double loudness = 0.08 + 0.15 * random.NextDouble();
        double change = 0.35 + 0.3 * random.NextDouble();
        for (int i = 0; i < length; i++)
        {
            double at = (double)i / length;
            // from the first vowel to the second, in a fifth of the time
            double share = Math.Clamp((at - change) / 0.2 + 0.5, 0, 1);
            double first = Mix(Vowels[digit.First].First, Vowels[digit.Second].First, share) * voice;
            double second = Mix(Vowels[digit.First].Second, Vowels[digit.Second].Second, share) * voice;
            double value = 0;
            for (int harmonic = 1; harmonic * pitch < Rate / 2; harmonic++)
            {
                double frequency = harmonic * pitch;
                double strength = Resonance(frequency, first, 90) + 0.5 * Resonance(frequency, second, 130);
                value += strength * Math.Sin(2 * Math.PI * frequency * i / Rate);
            }

            sound[start + i] = (float)(loudness * Math.Sin(Math.PI * at) * value);
        }

        for (int i = 0; i < sound.Length; i++)
        {
            sound[i] += 0.02f * (2 * random.NextSingle() - 1);
        }
    }

    private static double Mix(double from, double to, double share) => from + (to - from) * share;

    /// <summary>How much of a frequency a formant lets through.</summary>
    private static double Resonance(double frequency, double formant, double width) =>
        1 / (1 + Math.Pow((frequency - formant) / width, 2));
}
