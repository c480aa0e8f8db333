using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Passes;

namespace NetDsl.Compiler.Stages;

/// <summary>The kernels of all that a network's schedules run in place of it.</summary>
internal static class PlanStages
{
    public static EquatableArray<StagePlan> Run(Network network, bool fuse, Checkpoint? checkpoint)
    {
        var plans = new List<StagePlan>();
        var sources = new Dictionary<Network, NetworkPlan>();
        foreach (var schedule in network.Schedules)
        {
            for (var index = 0; index < schedule.Stages.Count; index++)
            {
                var stage = schedule.Stages[index];
                if (StageNetworks.Of(network, stage, stage.Batch ?? schedule.Batch) is { } networks)
                {
                    var source = networks.Source is { } given ? PlanSource(given, fuse, sources, checkpoint) : null;
                    var trained = PlanKernels.Run(networks.Trained, fuse, checkpoint);
                    plans.Add(new StagePlan(schedule.Name, index, trained, source));
                }
            }
        }

        return plans.ToEquatableArray();
    }

    /// <summary>Stages that start at the same layer have the same plan.</summary>
    /// <param name="known">Those made before.</param>
    private static NetworkPlan PlanSource(
        Network source, bool fuse, Dictionary<Network, NetworkPlan> known, Checkpoint? checkpoint)
    {
        if (!known.TryGetValue(source, out var plan))
        {
            known.Add(source, plan = PlanKernels.RunInference(source, fuse, checkpoint));
        }

        return plan;
    }
}
