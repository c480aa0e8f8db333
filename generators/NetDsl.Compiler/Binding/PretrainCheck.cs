using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Binding;

/// <summary>Whether a stage's layers can be pretrained, and by themselves.</summary>
internal static class PretrainCheck
{
    /// <returns>The stage's layers, or null where something is wrong with them.</returns>
    public static PretrainedLayers? Run(PretrainStage stage, int number, Network network, ScheduleFindings findings)
    {
        var place = findings.Places.Stages[number].Layers!;
        var errors = findings.All.Count;
        var name = Excerpt.Of(stage.Layers.ToString());
        LayerSetCheck.Run(
            network, new LayerSet(new([stage.Layers])),
            (_, descriptor, arguments) => findings.Add(descriptor, place, arguments),
            (_, better) => findings.Add(Descriptors.NothingToPretrain, place, name, better));
        if (findings.All.Count > errors)
        {
            return null;
        }

        var first = LayerRange.IndexOf(network.Layers, stage.Layers.First, last: false);
        var last = LayerRange.IndexOf(network.Layers, stage.Layers.Last ?? stage.Layers.First, last: true);
        var head = network.Outputs.FirstOrDefault(head => head.Layer >= first && head.Layer <= last);
        if (head is not null)
        {
            findings.Add(
                Descriptors.OutputPretrained, place, name, Excerpt.Of(head.Name), first == last ? "is" : "includes");
        }
        else if (LayerGroup.Of(network, stage.Layers) is not { } group)
        {
            findings.Add(Descriptors.NoPart, place, name, SeveralSources(network, first, last));
        }
        else if (LooseEnd(group) is { } loose)
        {
            findings.Add(Descriptors.NoPart, place, name, $"{loose} does not lead to the last of them");
        }
        else
        {
            PretrainKinds.Of(stage).Check(new StageFitting(stage, number, group, first, findings));
            return new PretrainedLayers(group, first);
        }

        return null;
    }

    private static string SeveralSources(Network network, int first, int last)
    {
        var names = new List<string>();
        for (var index = first; index <= last; index++)
        {
            foreach (var source in network.Layers[index].Sources)
            {
                var name = source < 0 ? network.InputName : network.Layers[source].Name;
                if (source < first && !names.Contains(name))
                {
                    names.Add(name);
                }
            }
        }

        return $"they read {string.Join(" and ", names.Take(3))}";
    }

    /// <summary>A layer, other than the last, that none of the others reads; null where there is none.</summary>
    private static string? LooseEnd(LayerGroup group)
    {
        for (var index = 0; index < group.Layers.Count - 1; index++)
        {
            if (group.Layers.All(layer => !layer.Sources.Contains(index)))
            {
                return group.Layers[index].Name;
            }
        }

        return null;
    }
}
