using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes each schedule, and each of its stages, as a value of the runtime's.</summary>
internal sealed class ScheduleEmitter
{
    private readonly Network network;
    private readonly HashSet<string> members;

    // by schedule: what its stages run in place of the network, by their numbers
    private readonly Dictionary<string, Dictionary<int, Network>> trained = [];

    private ScheduleEmitter(NetworkPlan plan)
    {
        network = plan.Network;
        members = [.. network.Schedules.Select(schedule => MemberName.Of(schedule.Name))];
        foreach (var schedule in network.Schedules)
        {
            trained.Add(schedule.Name, []);
        }

        foreach (var stage in plan.Stages)
        {
            trained[stage.Schedule].Add(stage.Stage, stage.Trained.Network);
        }
    }

    public static string Emit(NetworkPlan plan, EmitOptions options) => Emitter.File(options, writer =>
        writer.Block($"partial class {plan.Network.Name}", () =>
        {
            var emitter = new ScheduleEmitter(plan);
            writer.Line($"/// <summary>The schedules that the project's files state for {plan.Network.Name}.</summary>");
            writer.Block("public static class Schedules", () => writer.Apart([
                .. plan.Network.Schedules.Select(schedule => (Action)(() => emitter.Write(writer, schedule)))]));
        }));

    /// <summary>The class of a schedule's stages, inside that of all schedules.</summary>
    private string ClassOf(Schedule schedule)
    {
        var name = MemberName.Of(schedule.Name) + StageNames.ClassEnding;
        while (name == network.Name || members.Contains(name))
        {
            name += "_";
        }

        return name;
    }

    private void Write(CodeWriter writer, Schedule schedule)
    {
        var (names, around) = (StageNames.Of(schedule), ClassOf(schedule));
        var stages = schedule.Stages.Select((stage, index) => $"{index + 1}: {Describe(stage)}.");
        var seed = schedule.Seed is { } number ? $"seed {number}" : "the model's seed";
        var start = schedule.Load is { } given ? $", {LoadEmitter.Describe(given)}" : "";
        var general = $"batch {Text.Count(schedule.Batch)}, {seed}{start}.";
        writer.Summary(schedule.Documentation is { } text ? $"{text}\n{general}" : general, stages);
        writer.Creation(
            $"""
            public static global::NetDsl.Schedule<{network.Name}> {MemberName.Of(schedule.Name)} {"{ get; }"} = new(
                Name: "{schedule.Name}",
                Seed: {(schedule.Seed is { } value ? value.ToString() : "null")},
                Batch: {Text.Number(schedule.Batch)},
                Stages: [{StagesOf(names, around, writer.Indentation + 8)}])
            """,
            initializer =>
            {
                if (schedule.Load is { } load)
                {
                    LoadEmitter.Write(initializer, network, load);
                }
            });

        writer.Line();
        writer.Line($"/// <summary>The stages of {schedule.Name}, in order.</summary>");
        writer.Block($"public static class {around}", () => writer.Apart([
            .. schedule.Stages.Select((_, index) => (Action)(() => WriteStage(writer, schedule, index, names[index])))]));
    }

    /// <summary>On one line where that is short, else each on its own.</summary>
    /// <param name="indentation">Of each on its own.</param>
    private static string StagesOf(IReadOnlyList<StageNames> names, string around, int indentation)
    {
        var members = names.Select(name => $"{around}.{name.Member}").ToList();
        var line = string.Join(", ", members);
        return line.Length + indentation + "Stages: [".Length <= Documentation.Width
            ? line
            : "\n" + string.Concat(members.Select(member => $"        {member},\n")) + "    ";
    }

    private void WriteStage(CodeWriter writer, Schedule schedule, int index, StageNames name)
    {
        var stage = schedule.Stages[index];
        var l1 = stage.Optimizer.L1 > 0 ? $" {{ L1 = {Text.Float(stage.Optimizer.L1)} }}" : "";
        var stop = stage.Stop is { } rule ? $"new global::NetDsl.StopRule(StallEpochs: {rule.StallEpochs})" : "null";
        writer.Summary($"{name.Text}: {Describe(stage)}.");
        writer.Creation(
            $"""
            public static global::NetDsl.{stage.GetType().Name} {name.Member} {"{ get; }"} = new(
                Name: "{name.Text}",
                Optimizer: new global::NetDsl.{stage.Optimizer.Value}{l1},
                Rate: new global::NetDsl.{stage.Rate.Value},
                Epochs: {Text.Number(stage.Epochs)},
                Stop: {stop})
            """,
            initializer => WriteProperties(initializer, schedule, index, name));
    }

    private void WriteProperties(CodeWriter writer, Schedule schedule, int index, StageNames name)
    {
        var stage = schedule.Stages[index];
        if (trained[schedule.Name].TryGetValue(index, out var own))
        {
            writer.Line($"Description = \"{stage.Description}\",");
            writer.Line($"Network = {StageEmitter.Network(schedule, name)},");
        }

        if (stage.Batch is { } batch)
        {
            writer.Line($"Batch = {Text.Number(batch)},");
        }

        if (stage.Momentum is { } change)
        {
            writer.Line(
                $"Momentum = new global::NetDsl.MomentumChange(Later: {Text.Float(change.Later)}, "
                + $"AfterEpochs: {Text.Number(change.AfterEpochs)}),");
        }

        UpdateEmitter.Write(writer, network, own ?? network, stage);
    }

    private static string Describe(Stage stage)
    {
        var parts = new List<string>
        {
            stage.Description, $"{Text.Count(stage.Epochs)} epochs", stage.Optimizer.Description, stage.Rate.Description,
        };
        if (stage.Momentum is { } change)
        {
            parts.Add($"then momentum {Text.Real(change.Later)} after {Text.Count(change.AfterEpochs)} epochs");
        }

        if (stage.Batch is { } batch)
        {
            parts.Add($"batch {Text.Count(batch)}");
        }

        if (stage.Rate.WarmUpEpochs > 0)
        {
            parts.Add($"warm-up over {Text.Real(stage.Rate.WarmUpEpochs)} epochs");
        }

        parts.AddRange(UpdateEmitter.Describe(stage));
        if (stage.Stop is { } stop)
        {
            parts.Add($"stops when the validation error stalls {Text.Count(stop.StallEpochs)} epochs");
        }

        return string.Join(", ", parts);
    }
}
