using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Emit;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Passes;

namespace NetDsl.Compiler.Describe;

/// <summary>Writes what a network comes to as a text for people: each layer's output, parameters and multiply-adds, and what its
/// memory plan needs.</summary>
public static class SummaryWriter
{
    private static readonly string[] Heads = ["layer", "what", "output", "parameters", "multiply-adds", "activations", "reads"];

    public static string Write(NetworkPlan plan)
    {
        var network = plan.Network;
        var lines = new List<string>
        {
            $"{network.Name}: {network.InputName} {network.Input} → {string.Join("; ", network.Outputs.Select(Target))}", "",
        };
        lines.AddRange(Table.Write([Heads, .. network.Layers.Select(layer => Row(network, layer)), Totals(network)], leftAligned: 3));
        lines.Add("");
        lines.AddRange(Counts(network));
        lines.Add("");
        lines.AddRange(Memory(plan));
        return string.Join("\n", lines.Select(line => line.TrimEnd())) + "\n";
    }

    /// <summary>Values that a layer's output keeps of one example, where layers that only change values in their place keep
    /// none of their own: one buffer for each convolution, pooling, sum and dense layer.</summary>
    public static long Activations(Layer layer) => layer.IsInPlace ? 0 : layer.Output.Count;

    private static string Target(OutputHead head) =>
        $"{head.Name}, {head.Loss.Describe(head.Units)}"
        + (head.IsAuxiliary ? $" (in training only, for {head.Towards}, weight {Text.Real(head.Weight)})" : "");

    private static string[] Row(Network network, Layer layer) =>
    [
        layer.Name,
        layer.Description,
        $"{layer.Output}",
        Text.Count(layer.ParameterCount),
        Text.Count(layer.MultiplyAdds),
        Text.Count(Activations(layer)),
        string.Join(", ", layer.Sources.Select(source => source < 0 ? network.InputName : network.Layers[source].Name)),
    ];

    private static string[] Totals(Network network) =>
    [
        "together", "", "",
        Text.Count(network.Layers.Sum(layer => layer.ParameterCount)),
        Text.Count(network.Layers.Sum(layer => layer.MultiplyAdds)),
        Text.Count(network.Layers.Sum(Activations)), "",
    ];

    private static IEnumerable<string> Counts(Network network)
    {
        var weights = network.Layers.Sum(layer => layer.ParameterCount);
        var activations = network.Layers.Sum(Activations);
        yield return $"{Text.Count(weights)} weights and {Text.Count(activations)} activations are {Size((weights + activations) * sizeof(float))} in float32, "
            + "for one example's forward pass that shares no memory.";
        if (network.Outputs.Any(head => head.IsAuxiliary))
        {
            var needed = LowerNetwork.Needed(network, isTraining: false);
            var layers = network.Layers.Where((_, index) => needed[index]).ToList();
            yield return $"Without the auxiliary outputs, as in inference: {Text.Count(layers.Sum(layer => layer.ParameterCount))} parameters, "
                + $"{Text.Count(layers.Sum(layer => layer.MultiplyAdds))} multiply-adds.";
        }
    }

    private static IEnumerable<string> Memory(NetworkPlan plan)
    {
        var parameters = (long)plan.Parameters.Floats * sizeof(float);
        var training = (long)plan.Training.Floats * sizeof(float);
        yield return $"This compiler's plan, lives overlapped: {Kernels(plan.Inference.Forward.Count)} in inference; "
            + $"{Kernels(plan.Training.Forward.Count)} forward and {plan.Training.Backward.Count} backward in training.";
        var (inferred, trained) = (plan.Inference.ValuesMoved, plan.Training.ValuesMoved);
        yield return $"  they read and write {Size(inferred * sizeof(float))} for an example in inference, "
            + $"{Size(trained * sizeof(float))} in training, beside the parameters.";
        var prepared = plan.Inference.PreparedFloats == 0 ? ""
            : $", {Size((long)plan.Inference.PreparedFloats * sizeof(float))} of what is made of them once";
        var inference = (long)plan.Inference.Floats * sizeof(float);
        yield return $"  inference  {Size(parameters)} of parameters{prepared}, and {Size(inference)} an example";
        yield return $"  training   {Size(2 * parameters)} of parameters and gradients, the optimizer's states, and {Size(training)} an example";
        if (plan.Network.Recomputed.Count > 0)
        {
            var layers = plan.Network.Recomputed.Sum(range => range.Last - range.First + 1);
            yield return $"             computed twice in place of kept, as marked: {Text.Count(layers)} layers in {plan.Network.Recomputed.Count} uses of blocks";
        }

        foreach (var schedule in plan.Network.Schedules)
        {
            foreach (var line in Stages(plan, schedule))
            {
                yield return line;
            }
        }
    }

    /// <summary>What a schedule's examples need: in one line where all its stages train the whole network in batches of
    /// one size.</summary>
    private static IEnumerable<string> Stages(NetworkPlan plan, Schedule schedule)
    {
        var load = schedule.Load is { } given ? $"; {LoadEmitter.Describe(given)}" : "";
        var own = plan.Stages.Where(stage => stage.Schedule == schedule.Name).ToList();
        if (own.Count == 0 && schedule.Stages.All(stage => stage.Batch is null))
        {
            yield return $"  schedule {schedule.Name}: {Need(schedule.Batch, plan)}{load}";
            yield break;
        }

        yield return $"  schedule {schedule.Name}{load}";
        var names = StageNames.Of(schedule);
        for (var index = 0; index < names.Count; index++)
        {
            var trained = own.FirstOrDefault(stage => stage.Stage == index)?.Trained ?? plan;
            yield return $"    {names[index].Text}: {Need(schedule.Stages[index].Batch ?? schedule.Batch, trained)}";
        }
    }

    private static string Need(int batch, NetworkPlan plan) =>
        $"batch {Text.Count(batch)} needs {Size((long)batch * plan.Training.Floats * sizeof(float))} for its examples";

    private static string Kernels(int count) => $"{count} {(count == 1 ? "kernel" : "kernels")}";

    /// <summary>`167.5 MB`: a million bytes each.</summary>
    private static string Size(long bytes) =>
        FormattableString.Invariant(bytes < 100_000 ? $"{bytes / 1e3:0.0} kB" : (FormattableString)$"{bytes / 1e6:0.0} MB");
}
