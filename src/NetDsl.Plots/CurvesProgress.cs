using System.Diagnostics;

namespace NetDsl;

/// <summary>Draws a run's curves into an SVG file while it trains, and once more at its end.</summary>
/// <remarks>After an epoch they are drawn where the last drawing is some seconds ago. A file that cannot be written is
/// an error before the first step; if writing fails later, training goes on, and <see cref="Failure"/> says
/// so.</remarks>
public sealed class CurvesProgress : ITrainingProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    private readonly List<EpochReport> epochs = [];
    private StageStart? stage;
    private long? drawn;

    /// <summary>Into this file, whose folder is made where there is none.</summary>
    /// <exception cref="MetricsException">There cannot be such a file; the message says why.</exception>
    public CurvesProgress(string path) => FullPath = MetricsPlace.Require(path);

    /// <summary>The file's full path.</summary>
    public string FullPath { get; }

    /// <summary>Why the last drawing is not in the file; null: it is.</summary>
    public MetricsException? Failure { get; private set; }

    /// <inheritdoc/>
    public void StageStarted(StageStart stage)
    {
        this.stage = stage;
        epochs.Clear();
        epochs.AddRange(stage.Finished);
    }

    /// <inheritdoc/>
    public void StepDone(in StepProgress step)
    {
    }

    /// <inheritdoc/>
    public void EpochDone(EpochReport epoch)
    {
        epochs.Add(epoch);
        if (drawn is not { } last || Stopwatch.GetElapsedTime(last) >= Interval)
        {
            Draw(stage!.Network, stage.Schedule, [.. stage.Before, new StageReport(stage.Stage, epochs, null)]);
            drawn = Stopwatch.GetTimestamp();
        }
    }

    /// <inheritdoc/>
    public void Finished(TrainingReport report) => Draw(report.Network, report.Schedule, report.Stages);

    /// <inheritdoc/>
    public void Failed(Exception exception)
    {
        if (stage is not null)
        {
            Draw(stage.Network, stage.Schedule, [.. stage.Before, new StageReport(stage.Stage, epochs, null)]);
        }
    }

    private void Draw(string network, string schedule, IReadOnlyList<StageReport> stages)
    {
        try
        {
            TrainingCurves.Save(TrainingCurves.Title(network, schedule), stages, FullPath);
            Failure = null;
        }
        catch (MetricsException exception)
        {
            Failure = exception;
        }
    }
}
