using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Binding;

/// <summary>What is wrong between a schedule's rules and the network that it is for: found where the two
/// meet.</summary>
internal static class LayerRuleCheck
{
    public static IReadOnlyList<RuleFinding> Run(Schedule schedule, Network network)
    {
        var found = new List<RuleFinding>();
        for (var stage = 0; stage < schedule.Stages.Count; stage++)
        {
            var owners = new Dictionary<string, int>();
            var rules = schedule.Stages[stage].Update.Layers;
            for (var rule = 0; rule < rules.Count; rule++)
            {
                CheckRanges(network, rules[rule], (range, descriptor, arguments) =>
                    found.Add(new RuleFinding(descriptor, stage, rule, range, null, arguments)));
                if (FirstTwice(rules[rule], rule, network, owners) is { } twice)
                {
                    found.Add(new RuleFinding(
                        Descriptors.RuleTwice, stage, rule, null, twice.Earlier,
                        [RuleSubjects.Keyword(rules[rule].Subject), Excerpt.Of(twice.Layer.Name)]));
                }
            }
        }

        return found;
    }

    private static void CheckRanges(
        Network network, LayerRule rule, Action<int, DiagnosticDescriptor, object[]> report) =>
        LayerSetCheck.Run(network, rule.Layers, report, (index, better) => report(
            index, Descriptors.LearnsNothing,
            [RuleSubjects.Keyword(rule.Subject), Excerpt.Of(rule.Layers.Ranges[index].ToString()), better]));

    /// <summary>The first of the rule's layers for which an earlier rule of the stage says the same.</summary>
    /// <param name="owners">The number of the rule that says it, by subject and layer.</param>
    private static Twice? FirstTwice(LayerRule rule, int number, Network network, Dictionary<string, int> owners)
    {
        Twice? twice = null;
        foreach (var layer in rule.Layers.In(network.Layers))
        {
            var key = $"{RuleSubjects.Keyword(rule.Subject)} {layer.Name}";
            if (!owners.TryGetValue(key, out var earlier))
            {
                owners.Add(key, number);
            }
            else
            {
                twice ??= new Twice(earlier, layer);
            }
        }

        return twice;
    }

    private sealed record Twice(int Earlier, Layer Layer);
}

/// <summary>One thing wrong, by the numbers of stage, rule and range.</summary>
/// <param name="Range">Null for the whole statement.</param>
/// <param name="Earlier">A rule before it, whose line is the last of the arguments.</param>
internal sealed record RuleFinding(
    DiagnosticDescriptor Descriptor, int Stage, int Rule, int? Range, int? Earlier, object[] Arguments);
