using System.Globalization;

namespace NetDsl;

/// <summary>The lines that end a stage and a run.</summary>
internal static class ReportText
{
    /// <summary>Which epoch's weights a stop rule kept; null without one, or where they are the last epoch's anyway.</summary>
    internal static string? Kept(StageReport stage) => stage.BestEpoch is { } best && best < stage.Epochs.Count
        ? $"{stage.Name} ended after epoch {stage.Epochs.Count}; kept the weights of epoch {best}, best on validation"
        : null;

    internal static string Codes(CodesReport codes) => string.Create(
        CultureInfo.InvariantCulture,
        $"{codes.Stage}: codes of {codes.Examples:N0} examples, computed once in {codes.Elapsed.TotalSeconds:F1} s, " +
        $"{codes.Bytes / 1e6:F1} MB {(codes.Folder is { } folder ? $"in a file in {folder}" : "in memory")}");

    internal static string Done(ModelLayout layout, Evaluation test, TimeSpan elapsed)
    {
        string time = string.Create(
            CultureInfo.InvariantCulture, $"{layout.Name} trained in {elapsed.TotalSeconds:F1} s");
        if (test.Count == 0)
        {
            return time;
        }

        return layout.Loss.CountsErrors()
            ? string.Create(CultureInfo.InvariantCulture, $"{time}; test error {test.Error * 100:F2} %")
            : string.Create(CultureInfo.InvariantCulture, $"{time}; test loss {test.Loss:G4}");
    }

    internal static string Stopped(RunPosition position, string checkpoint)
    {
        string place = position switch
        {
            { Steps: 0 } => "before the first batch",
            { Batch: 0, Epoch: 0 } => $"before stage {position.Stage + 1}",
            { Batch: 0 } => $"after epoch {position.Epoch}",
            _ => $"after epoch {position.Epoch + 1}, batch {position.Batch}",
        };
        return $"stopped {place}; saved {checkpoint}; go on with --resume {checkpoint}";
    }
}
