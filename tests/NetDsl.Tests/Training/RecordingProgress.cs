namespace NetDsl.Tests;

/// <summary>Keeps what a run reports.</summary>
internal sealed class RecordingProgress : ITrainingProgress
{
    internal List<StageStart> Stages { get; } = [];

    internal List<StepProgress> Steps { get; } = [];

    internal List<EpochReport> Epochs { get; } = [];

    internal List<CodesReport> Codes { get; } = [];

    internal TrainingReport? Report { get; private set; }

    internal Exception? Failure { get; private set; }

    internal LoadReport? Load { get; private set; }

    /// <summary>What was reported first, second …</summary>
    internal List<string> Order { get; } = [];

    public void Warned(string warning) => Order.Add("warned");

    public void Loaded(LoadReport load)
    {
        Load = load;
        Order.Add("loaded");
    }

    public void StageStarted(StageStart stage)
    {
        Stages.Add(stage);
        Order.Add("stage");
    }

    public void CodesComputed(CodesReport codes) => Codes.Add(codes);

    public void StepDone(in StepProgress step) => Steps.Add(step);

    public void EpochDone(EpochReport epoch) => Epochs.Add(epoch);

    public void Finished(TrainingReport report) => Report = report;

    public void Failed(Exception exception) => Failure = exception;
}
