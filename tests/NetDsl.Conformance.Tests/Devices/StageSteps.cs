using NetDsl.Conformance.Reference;

namespace NetDsl.Conformance.Devices;

/// <summary>A stage's steps on a device, with batches that a test chooses.</summary>
internal sealed class StageSteps(FineTuneStage stage, DeviceRun run)
{
    private static readonly ulong Seed = 3;

    private readonly UpdateRules? rules = UpdateRules.Of(stage, run.Layout);
    private int steps;
    private int waiting;

    /// <summary>Updates done.</summary>
    public int Updates { get; private set; }

    /// <param name="updates">Whether an update is made, of this batch and those since the last.</param>
    public BatchResult Run(Examples examples, float rate, bool updates)
    {
        var random = new RandomPosition(Seed, steps++);
        if (!updates)
        {
            var gathered = run.Accumulate(examples, random, first: waiting == 0);
            waiting += examples.Count;
            return gathered;
        }

        var update = new UpdateStep(stage.Optimizer, rate, ++Updates) { Rules = rules, Accumulated = waiting };
        waiting = 0;
        return run.Train(examples, random, update);
    }
}
