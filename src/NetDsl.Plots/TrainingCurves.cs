namespace NetDsl;

/// <summary>Writes the curves of a training run as SVG: loss, error where examples are counted as wrong, and each
/// further measure of its stages, over the epochs.</summary>
public static class TrainingCurves
{
    /// <summary>All stages of a run, one after the other.</summary>
    /// <remarks>Written beside it and then renamed: what was there stays whole if writing fails.</remarks>
    /// <exception cref="MetricsException">The file cannot be written; the message says why.</exception>
    public static void Save(TrainingReport report, string path) =>
        Save(Title(report.Network, report.Schedule), report.Stages, path);

    /// <summary>One stage.</summary>
    /// <inheritdoc cref="Save(TrainingReport, string)"/>
    public static void Save(StageReport stage, string path) => Save(stage.Name, [stage], path);

    internal static string Title(string network, string schedule) => $"{network}, schedule {schedule}";

    internal static void Save(string title, IReadOnlyList<StageReport> stages, string path) =>
        PlotStyle.Save(path, stream => CurvePlot.Write(title, stages, stream));
}
