namespace NetDsl;

/// <summary>x</summary>
public sealed class ConsoleProgress : ITrainingProgress
{
    /// <summary>x</summary>
    public static ConsoleProgress Default { get; } = new();
    /// <inheritdoc/>
    public void StageStarted(StageStart stage) { }
    /// <inheritdoc/>
    public void StepDone(in StepProgress step) { }
    /// <inheritdoc/>
    public void EpochDone(EpochReport epoch) { }
    /// <inheritdoc/>
    public void Finished(TrainingReport report) { }
}
