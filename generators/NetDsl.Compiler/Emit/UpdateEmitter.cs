using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes what a stage says of its updates beside the optimizer.</summary>
internal static class UpdateEmitter
{
    /// <summary>Properties of the stage's initializer.</summary>
    /// <param name="trained">What the stage trains: the network, or its own.</param>
    public static void Write(CodeWriter writer, Network network, Network trained, Stage stage)
    {
        var update = stage.Update;
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
            writer.Indented(() => WriteRules(writer, network, trained, stage));
            writer.Line("],");
        }
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

    private static void WriteRules(CodeWriter writer, Network network, Network trained, Stage stage)
    {
        var learning = new HashSet<string>(trained.Layers
            .Where(layer => layer is { ParameterCount: > 0, IsFrozen: false }).Select(layer => layer.Name));
        foreach (var rule in stage.Update.Layers)
        {
            var names = rule.Layers.In(network.Layers)
                .Where(layer => learning.Contains(layer.Name)).Select(layer => $"\"{layer.Name}\"").ToList();
            if (names.Count > 0)
            {
                writer.Line("new global::NetDsl.LayerRule(");
                writer.Indented(() => writer.List(names, end: ")"));
                writer.Line($"{{ {Property(rule.Subject)} = {Text.Float(stage.Value(rule))} }},");
            }
        }
    }

    private static string Property(RuleSubject subject) => subject == RuleSubject.Rate ? "RateFactor" : $"{subject}";
}
