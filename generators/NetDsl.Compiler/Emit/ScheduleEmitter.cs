using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes each schedule, and each of its stages, as a value of the runtime's.</summary>
internal sealed class ScheduleEmitter(NetworkPlan plan)
{
    private readonly Network network = plan.Network;

    public static string Emit(NetworkPlan plan, EmitOptions options) => Emitter.File(options, writer =>
        writer.Block($"partial class {plan.Network.Name}", () =>
        {
            writer.Line($"/// <summary>The schedules that the project's files state for {plan.Network.Name}.</summary>");
            writer.Block("public static class Schedules", () => writer.Apart([
                .. plan.Network.Schedules.Select(schedule => (Action)(() => new ScheduleEmitter(plan).Write(writer, schedule)))]));
        }));

    /// <summary>The class of a schedule's stages, inside that of all schedules.</summary>
    public static string ClassOf(Network network, Schedule schedule)
    {
        var name = MemberName.Of(schedule.Name) + StageNames.ClassEnding;
        while (name == network.Name || network.Schedules.Any(other => MemberName.Of(other.Name) == name))
        {
            name += "_";
        }

        return name;
    }

    private void Write(CodeWriter writer, Schedule schedule)
    {
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
                Stages: [{StagesOf(schedule, writer.Indentation + 8)}])
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
        writer.Block($"public static class {ClassOf(network, schedule)}", () => writer.Apart([
            .. schedule.Stages.Select((_, index) => (Action)(() => WriteStage(writer, schedule, index)))]));
    }

    /// <summary>On one line where that is short, else each on its own.</summary>
    /// <param name="indentation">Of each on its own.</param>
    private string StagesOf(Schedule schedule, int indentation)
    {
        var members = StageNames.Of(schedule).Select(name => $"{ClassOf(network, schedule)}.{name.Member}").ToList();
        var line = string.Join(", ", members);
        return line.Length + indentation + "Stages: [".Length <= Documentation.Width
            ? line
            : "\n" + string.Concat(members.Select(member => $"        {member},\n")) + "    ";
    }

    private void WriteStage(CodeWriter writer, Schedule schedule, int index)
    {
        var stage = schedule.Stages[index];
        var name = StageNames.Of(schedule)[index];
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
            initializer => WriteProperties(initializer, schedule, index));
    }

    private void WriteProperties(CodeWriter writer, Schedule schedule, int index)
    {
        var stage = schedule.Stages[index];
        var own = StageEmitter.Find(plan, schedule, index);
        if (own is not null)
        {
            writer.Line($"Description = \"{stage.Description}\",");
            writer.Line($"Network = {StageEmitter.Network(schedule, index)},");
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

        UpdateEmitter.Write(writer, network, own?.Trained.Network ?? network, stage);
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
