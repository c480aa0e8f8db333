using NetDsl;

namespace PretrainingExample;

/// <summary>Digits that a deep belief net draws.</summary>
internal static class SamplesFigure
{
    private static readonly Method Drawing = Method.Of<Drawing, Drawing.Digit>(
        "samples", PretrainingExample.Drawing.Create, PretrainingExample.Drawing.Schedules.Samples, model => model.H1.Weights);

    /// <summary>Pretrains the stack and leaves its pictures.</summary>
    /// <returns>The exit status.</returns>
    public static int Draw(DataSet digits, Device device, RunOptions options) =>
        Drawing.Run(digits, device, options, ConsoleProgress.Default) is null ? 130 : 0; // Ctrl-C, which has said so
}
