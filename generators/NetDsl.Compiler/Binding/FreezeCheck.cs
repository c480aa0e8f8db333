using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Binding;

/// <summary>Whether the layers that `freeze` names are there, and something is left to learn.</summary>
internal static class FreezeCheck
{
    public static void Run(FineTuneStage stage, int number, Network network, ScheduleFindings findings)
    {
        if (stage.Frozen is not { } frozen)
        {
            return;
        }

        var places = findings.Places.Stages[number];
        var before = findings.All.Count;
        LayerSetCheck.Run(
            network, frozen,
            (range, descriptor, arguments) => findings.Add(descriptor, places.Frozen[range], arguments),
            (range, better) => findings.Add(
                Descriptors.LearnsNothing, places.Frozen[range], "freezing",
                Excerpt.Of(frozen.Ranges[range].ToString()), better));
        var layers = Learning(frozen.In(network.Layers));
        var isRight = findings.All.Count == before;
        if (isRight && layers.Count == Learning(network.Layers).Count)
        {
            findings.Add(Descriptors.AllFrozen, places.Of("freeze")!, network.Name);
            return;
        }

        for (var rule = 0; rule < stage.Update.Layers.Count; rule++)
        {
            var (subject, ruled) = (stage.Update.Layers[rule].Subject, stage.Update.Layers[rule].Layers);
            var ruledLayers = Learning(ruled.In(network.Layers));
            if (ruledLayers.Count > 0 && ruledLayers.All(layers.Contains))
            {
                findings.Add(
                    Descriptors.RuleOfFrozen, places.Rules[rule].Statement, RuleSubjects.Keyword(subject),
                    Excerpt.Of(ruled.ToString()));
            }
        }
    }

    private static List<Layer> Learning(IEnumerable<Layer> layers) =>
        layers.Where(layer => layer.ParameterCount > 0).ToList();
}
