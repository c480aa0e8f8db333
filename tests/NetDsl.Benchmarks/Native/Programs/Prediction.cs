using System.Diagnostics;
using System.Globalization;

/// <summary>
/// What each program says of a network: the first answer, as soon as it is there; then, where the third argument grants
/// seconds for it, how long an answer takes once all is warm.
/// </summary>
internal static class Prediction
{
    /// <summary>The image to be read, [1, 28, 28], from the file that the second argument names.</summary>
    public static float[] ReadImage(string[] arguments)
    {
        var bytes = File.ReadAllBytes(arguments[1]);
        var image = new float[bytes.Length / sizeof(float)];
        Buffer.BlockCopy(bytes, 0, image, 0, bytes.Length);
        return image;
    }

    /// <summary>Predicts and tells. Both lines are in invariant text: milliseconds, then the probabilities.</summary>
    public static void Tell(string[] arguments, Func<float[]> predict)
    {
        var clock = Stopwatch.GetTimestamp();
        var probabilities = predict();
        var first = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        Console.WriteLine(Text(first) + " " + string.Join(' ', Array.ConvertAll(probabilities, Text)));
        var patience = TimeSpan.FromSeconds(double.Parse(arguments[2], CultureInfo.InvariantCulture));
        if (patience > TimeSpan.Zero)
        {
            For(patience, predict);
            Console.WriteLine(Text(For(patience, predict)));
        }
    }

    // milliseconds a prediction
    private static double For(TimeSpan time, Func<float[]> predict)
    {
        var clock = Stopwatch.GetTimestamp();
        var count = 0;
        while (Stopwatch.GetElapsedTime(clock) < time)
        {
            predict();
            count++;
        }

        return Stopwatch.GetElapsedTime(clock).TotalMilliseconds / count;
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
