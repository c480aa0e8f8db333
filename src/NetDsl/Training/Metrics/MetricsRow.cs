namespace NetDsl;

/// <summary>One epoch as files of metrics have it.</summary>
internal sealed record MetricsRow(string Stage, EpochReport Epoch)
{
    /// <summary>The columns of every row, behind the stage's name.</summary>
    internal static readonly string[] Columns =
        ["epoch", "loss", "error", "validation_loss", "validation_error", "seconds", "examples_per_second"];

    /// <summary>The numbers under <see cref="Columns"/>; null where the epoch has none.</summary>
    internal double?[] Values =>
    [
        Epoch.Epoch,
        Epoch.Loss,
        Epoch.Classifies ? Epoch.Error : null,
        Epoch.ValidationLoss,
        Epoch.Classifies ? Epoch.ValidationError : null,
        Epoch.Elapsed.TotalSeconds,
        Epoch.ExamplesPerSecond,
    ];

    /// <summary>The rows of a run up to a place in it.</summary>
    internal static IEnumerable<MetricsRow> Until(StageStart stage) =>
        stage.Before.SelectMany(before => before.Epochs.Select(epoch => new MetricsRow(before.Name, epoch)))
            .Concat(stage.Finished.Select(epoch => new MetricsRow(stage.Stage, epoch)));
}
