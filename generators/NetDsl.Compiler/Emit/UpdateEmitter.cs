using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes what a stage says of its updates beside the optimizer.</summary>
internal static class UpdateEmitter
{
    /// <summary>The initializer behind the stage's constructor.</summary>
    public static void Write(CodeWriter writer, Network network, Stage stage)
    {
        var update = stage.Update;
        writer.Line("{");
        writer.Indented(() =>
        {
            if (update.Clip is { } clip)
            {
                var kind = clip.IsNorm ? "Norm" : "Value";
                writer.Line($"Clip = new global::NetDsl.{kind}Clipping({Text.Float(clip.Limit)}),");
            }

            if (update.MaximalNorm is { } norm)
            {
                writer.Line($"MaximalNorm = {Text.Float(norm)},");
            }

            if (update.Accumulate > 1)
            {
                writer.Line($"Accumulate = {Text.Number(update.Accumulate)},");
            }

            if (update.Layers.Count > 0)
            {
                writer.Line("Layers = [");
                writer.Indented(() => WriteRules(writer, network, stage));
                writer.Line("],");
            }
        });
        writer.Line("},");
    }

    /// <summary>For the schedule's documentation.</summary>
    public static IEnumerable<string> Describe(Stage stage)
    {
        var update = stage.Update;
        if (stage.Optimizer.L1 > 0)
        {
            yield return $"l1 {Text.Real(stage.Optimizer.L1)}";
        }

        if (update.Clip is { } clip)
        {
            yield return $"gradients clipped to {(clip.IsNorm ? "norm" : "value")} {Text.Real(clip.Limit)}";
        }

        if (update.MaximalNorm is { } norm)
        {
            yield return $"maxnorm {Text.Real(norm)}";
        }

        if (update.Accumulate > 1)
        {
            yield return $"an update every {Text.Count(update.Accumulate)} batches";
        }

        foreach (var rule in update.Layers)
        {
            var value = $"{(rule.IsFactor ? "times " : "")}{Text.Real(rule.Value)}";
            yield return $"{RuleSubjects.Keyword(rule.Subject)} of {rule.Layers} {value}";
        }
    }

    // namespace's level 0, class 1, schedules 2, stages 4, stage 5, layers 7
    private const int Indentation = 32;

    private static void WriteRules(CodeWriter writer, Network network, Stage stage)
    {
        foreach (var rule in stage.Update.Layers)
        {
            var names = rule.Layers.In(network.Layers)
                .Where(layer => layer.ParameterCount > 0).Select(layer => $"\"{layer.Name}\"").ToList();
            if (names.Count > 0)
            {
                var layers = Documentation.Wrap(string.Join(", ", names), Indentation);
                writer.Line($"new global::NetDsl.LayerRule(");
                writer.Indented(() => writer.Line(string.Join("\n", layers) + ")"));
                writer.Line($"{{ {Property(rule.Subject)} = {Text.Float(stage.Value(rule))} }},");
            }
        }
    }

    private static string Property(RuleSubject subject) => subject == RuleSubject.Rate ? "RateFactor" : $"{subject}";
}
