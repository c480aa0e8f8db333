namespace NetDsl.Conformance.Training;

/// <summary>Stops a run after so many steps, as Ctrl-C would.</summary>
internal sealed class StopAtStep(int steps) : ITrainingProgress, IDisposable
{
    private readonly CancellationTokenSource source = new();
    private int seen;

    public CancellationToken Token => source.Token;

    /// <summary>Where the run was when it was stopped.</summary>
    public StepProgress Stopped { get; private set; }

    public void StageStarted(StageStart stage)
    {
    }

    public void StepDone(in StepProgress step)
    {
        if (++seen == steps)
        {
            Stopped = step;
            source.Cancel();
        }
    }

    public void EpochDone(EpochReport epoch)
    {
    }

    public void Finished(TrainingReport report)
    {
    }

    public void Dispose() => source.Dispose();
}
