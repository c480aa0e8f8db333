namespace NetDsl;

/// <summary>Several that follow one training run, told of everything in their order:
/// <c>ConsoleProgress.Default.And(new CsvMetrics("out/run.csv"))</c>.</summary>
public sealed class CombinedProgress(params IEnumerable<ITrainingProgress> parts) : ITrainingProgress
{
    private readonly ITrainingProgress[] parts = [.. parts];

    /// <summary>The same for C# 12, whose <c>params</c> are arrays.</summary>
    public CombinedProgress(params ITrainingProgress[] parts)
        : this((IEnumerable<ITrainingProgress>)parts)
    {
    }

    /// <inheritdoc/>
    public void Warned(string warning)
    {
        foreach (ITrainingProgress part in parts)
        {
            part.Warned(warning);
        }
    }

    /// <inheritdoc/>
    public void Loaded(LoadReport load)
    {
        foreach (ITrainingProgress part in parts)
        {
            part.Loaded(load);
        }
    }

    /// <inheritdoc/>
    public void StageStarted(StageStart stage)
    {
        foreach (ITrainingProgress part in parts)
        {
            part.StageStarted(stage);
        }
    }

    /// <inheritdoc/>
    public void CodesComputed(CodesReport codes)
    {
        foreach (ITrainingProgress part in parts)
        {
            part.CodesComputed(codes);
        }
    }

    /// <inheritdoc/>
    public void StepDone(in StepProgress step)
    {
        foreach (ITrainingProgress part in parts)
        {
            part.StepDone(step);
        }
    }

    /// <inheritdoc/>
    public void EpochDone(EpochReport epoch)
    {
        foreach (ITrainingProgress part in parts)
        {
            part.EpochDone(epoch);
        }
    }

    /// <inheritdoc/>
    public void StageDone(StageReport stage)
    {
        foreach (ITrainingProgress part in parts)
        {
            part.StageDone(stage);
        }
    }

    /// <inheritdoc/>
    public void Finished(TrainingReport report)
    {
        foreach (ITrainingProgress part in parts)
        {
            part.Finished(report);
        }
    }

    /// <inheritdoc/>
    public void Failed(Exception exception)
    {
        foreach (ITrainingProgress part in parts)
        {
            part.Failed(exception);
        }
    }

    /// <summary>Whether a run is shown on the console, where Ctrl-C stops it in good order.</summary>
    internal static bool HasConsole(ITrainingProgress? progress) =>
        progress is ConsoleProgress || progress is CombinedProgress { parts: var parts } && parts.Any(HasConsole);
}
