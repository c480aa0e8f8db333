using NetDsl.Compiler.Binding;

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
        var summary = $"batch {Text.Count(schedule.Batch)}, {seed}. {string.Join("; ", stages)}.";
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
                    Write(writer, schedule.Stages[index], schedule.Stages.Count == 1 ? "finetune" : $"finetune {index + 1}");
                }
            });
            writer.Line("]);");
        });
    }

    private static void Write(CodeWriter writer, FineTuneStage stage, string name)
    {
        var stop = stage.Stop is { } rule ? $"new global::NetDsl.StopRule(StallEpochs: {rule.StallEpochs})" : "null";
        writer.Line($"""
            new global::NetDsl.FineTuneStage(
                Name: "{name}",
                Optimizer: new global::NetDsl.{Value(stage.Optimizer)},
                Rate: new global::NetDsl.{Value(stage.Rate)},
                Epochs: {Text.Number(stage.Epochs)},
                Stop: {stop}),
            """);
    }

    private static string Value(Optimizer optimizer) => optimizer switch
    {
        SgdOptimizer sgd =>
            $"Sgd(Momentum: {Text.Float(sgd.Momentum)}, Nesterov: {(sgd.Nesterov ? "true" : "false")}, "
            + $"Decay: {Text.Float(sgd.Decay)})",
        AdamOptimizer adam =>
            $"Adam(Beta1: {Text.Float(adam.Beta1)}, Beta2: {Text.Float(adam.Beta2)}, "
            + $"Epsilon: {Text.Float(adam.Epsilon)}, Decay: {Text.Float(adam.Decay)})",
        _ => throw new InvalidOperationException($"an optimizer that nothing writes: {optimizer}"),
    };

    private static string Value(RatePlan rate)
    {
        var start = $"Initial: {Text.Float(rate.Initial)}, WarmUpEpochs: {Text.Float(rate.WarmUpEpochs)}";
        return rate switch
        {
            ConstantRate => $"ConstantRate({start})",
            StepRate step => $"StepRate({start}, Factor: {Text.Float(step.Factor)}, EveryEpochs: {Text.Number(step.EveryEpochs)})",
            CosineRate cosine => $"CosineRate({start}, Final: {Text.Float(cosine.Final)})",
            _ => throw new InvalidOperationException($"a rate that nothing writes: {rate}"),
        };
    }

    private static string Describe(FineTuneStage stage)
    {
        var parts = new List<string> { "fine-tuning", $"{Text.Count(stage.Epochs)} epochs", Describe(stage.Optimizer), Describe(stage.Rate) };
        if (stage.Rate.WarmUpEpochs > 0)
        {
            parts.Add($"warm-up over {Text.Real(stage.Rate.WarmUpEpochs)} epochs");
        }

        if (stage.Stop is { } stop)
        {
            parts.Add($"stops when the validation error stalls {Text.Count(stop.StallEpochs)} epochs");
        }

        return string.Join(", ", parts);
    }

    private static string Describe(Optimizer optimizer)
    {
        var (words, decay) = optimizer switch
        {
            SgdOptimizer { Momentum: > 0 } sgd =>
                ($"sgd momentum {Text.Real(sgd.Momentum)}{(sgd.Nesterov ? " nesterov" : "")}", sgd.Decay),
            SgdOptimizer sgd => ("sgd", sgd.Decay),
            AdamOptimizer adam => ("adam", adam.Decay),
            _ => throw new InvalidOperationException($"an optimizer that nothing describes: {optimizer}"),
        };
        return decay > 0 ? $"{words} decay {Text.Real(decay)}" : words;
    }

    private static string Describe(RatePlan rate) => rate switch
    {
        StepRate step => $"rate {Text.Real(rate.Initial)} times {Text.Real(step.Factor)} every {Text.Count(step.EveryEpochs)} epochs",
        CosineRate cosine => $"rate {Text.Real(rate.Initial)} along a cosine to {Text.Real(cosine.Final)}",
        _ => $"rate {Text.Real(rate.Initial)}",
    };
}
