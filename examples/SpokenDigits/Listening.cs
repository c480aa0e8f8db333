using NetDsl;

namespace SpokenDigits;

/// <summary>One run of the example: recordings in, network trained, what it mishears shown.</summary>
internal static class Listening
{
    private const ulong DefaultSeed = 42;

    // the most frequent of all confusions
    private const int ShownConfusions = 5;

    /// <param name="recordings">A folder or ZIP; null: made signals.</param>
    /// <returns>The exit status.</returns>
    public static int Run(string? recordings, Device device, RunOptions options)
    {
        Directory.CreateDirectory(options.OutputFolder);
        DataSet sounds = recordings is null ? SampleVoices.Create() : Load(recordings);
        ulong? seed = options.Resume is null ? options.Seed ?? DefaultSeed : options.Seed;
        using SpokenDigit model = SpokenDigit.Create(seed ?? DefaultSeed, device);
        TrainingReport report = model.Run(
            SpokenDigit.Schedules.Standard, sounds, ConsoleProgress.Default, options with { Seed = seed });
        if (report.Interrupted)
        {
            return 130;
        }

        Evaluation<SpokenDigit.Digit> evaluation = model.Evaluate(sounds.Test!);
        foreach (var confusion in evaluation.Misclassified
            .GroupBy(heard => (heard.Actual, heard.Predicted)).OrderByDescending(group => group.Count()).Take(ShownConfusions))
        {
            Console.WriteLine($"{confusion.Key.Actual} heard as {confusion.Key.Predicted}: {confusion.Count()} times");
        }

        string weights = Path.Combine(options.OutputFolder, "spokendigit.safetensors");
        model.Save(weights);
        Console.WriteLine($"weights   {weights}");
        Console.WriteLine();
        Console.WriteLine($"test accuracy {(1 - evaluation.Error) * 100:F2} %");
        return 0;
    }

    /// <summary>A second of each recording: a shorter one is filled up with silence, a longer one cut.</summary>
    private static DataSet Load(string path)
    {
        string[] folders = [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")];
        string[] labels = [.. Enum.GetNames<SpokenDigit.Digit>().Select(name => name.ToLowerInvariant())];
        return SoundFolder.Load(
            path, SpokenDigit.InputSize, SoundLength.PadOrCut, options: new FolderOptions { Classes = folders, Labels = labels });
    }
}
