using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes each schedule as a value of the runtime's.</summary>
internal static class ScheduleEmitter
{
    public static string Emit(Network network, EmitOptions options) => Emitter.File(options, [], writer =>
        writer.Block($"partial class {network.Name}", () =>
        {
            writer.Line($"/// <summary>The schedules that the project's files state for {network.Name}.</summary>");
            writer.Block("public static class Schedules", () =>
                writer.Apart([.. network.Schedules.Select(schedule => (Action)(() => Write(writer, network, schedule)))]));
        }));

    private static void Write(CodeWriter writer, Network network, Schedule schedule)
    {
        var stages = schedule.Stages.Select((stage, index) => $"{index + 1}: {Describe(stage)}");
        var seed = schedule.Seed is { } number ? $"seed {number}" : "the model's seed";
        var start = schedule.Load is { } load ? $", {LoadEmitter.Describe(load)}" : "";
        var summary = $"batch {Text.Count(schedule.Batch)}, {seed}{start}. {string.Join("; ", stages)}.";
        writer.Line(Documentation.Summary(schedule.Documentation is { } text ? $"{text}\n{summary}" : summary));
        writer.Line($"public static global::NetDsl.Schedule<{network.Name}> {MemberName.Of(schedule.Name)} {{ get; }} = new(");
        writer.Indented(() =>
        {
            writer.Line($"Name: \"{schedule.Name}\",");
            writer.Line($"Seed: {(schedule.Seed is { } value ? value.ToString() : "null")},");
            writer.Line($"Batch: {Text.Number(schedule.Batch)},");
            writer.Line("Stages: [");
            writer.Indented(() =>
            {
                for (var index = 0; index < schedule.Stages.Count; index++)
                {
                    Write(writer, network, schedule.Stages[index], schedule.Stages.Count == 1 ? "finetune" : $"finetune {index + 1}");
                }
            });
            writer.Line(schedule.Load is null ? "]);" : "])");
        });
        if (schedule.Load is not null)
        {
            LoadEmitter.Write(writer, network, schedule.Load);
        }
    }

    private static void Write(CodeWriter writer, Network network, Stage stage, string name)
    {
        var l1 = stage.Optimizer.L1 > 0 ? $" {{ L1 = {Text.Float(stage.Optimizer.L1)} }}" : "";
        var end = stage.Update == UpdateOptions.None ? "," : "";
        var stop = stage.Stop is { } rule ? $"new global::NetDsl.StopRule(StallEpochs: {rule.StallEpochs})" : "null";
        writer.Line($"""
            new global::NetDsl.FineTuneStage(
                Name: "{name}",
                Optimizer: new global::NetDsl.{stage.Optimizer.Value}{l1},
                Rate: new global::NetDsl.{stage.Rate.Value},
                Epochs: {Text.Number(stage.Epochs)},
                Stop: {stop}){end}
            """);
        if (end.Length == 0)
        {
            UpdateEmitter.Write(writer, network, stage);
        }
    }

    private static string Describe(Stage stage)
    {
        var parts = new List<string>
        {
            "fine-tuning", $"{Text.Count(stage.Epochs)} epochs", stage.Optimizer.Description, stage.Rate.Description,
        };
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
