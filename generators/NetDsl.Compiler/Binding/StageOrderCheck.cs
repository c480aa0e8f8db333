using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Binding;

/// <summary>What one stage learns and a later one undoes. Takes the stages in their order.</summary>
internal sealed class StageOrderCheck(Schedule schedule, Network network, ScheduleFindings findings)
{
    // of each layer: the first stage that freezes it, and of those pretrained on what it gives the one that reaches
    // farthest; −1 for none
    private readonly int[] frozenBy = Enumerable.Repeat(-1, network.Layers.Count).ToArray();
    private readonly int[] readBy = Enumerable.Repeat(-1, network.Layers.Count).ToArray();
    private readonly Dictionary<string, int> pretrained = [];
    private readonly PretrainedLayers?[] layersOf = new PretrainedLayers?[schedule.Stages.Count];
    private int? fineTuned;

    public void Take(FineTuneStage stage, int number)
    {
        fineTuned ??= number;
        var frozen = new bool[network.Layers.Count];
        foreach (var range in stage.Frozen?.Ranges ?? EquatableArray<LayerRange>.Empty)
        {
            range.Mark(network.Layers, frozen);
        }

        for (var layer = 0; layer < frozen.Length; layer++)
        {
            if (frozen[layer] && frozenBy[layer] < 0 && network.Layers[layer].ParameterCount > 0)
            {
                frozenBy[layer] = number;
            }
        }
    }

    public void Take(PretrainedLayers layers, int number)
    {
        layersOf[number] = layers;
        Check(layers, number);
        pretrained[layers.Key] = number;
        MarkRead(layers, number);
    }

    private void Check(PretrainedLayers layers, int number)
    {
        var place = findings.Places.Stages[number].Layers!;
        var name = NameOf(number);
        if (Find(layers, frozenBy, _ => true) is { } frozen)
        {
            var stage = frozenBy[frozen];
            findings.Add(
                Descriptors.FrozenThenPretrained, findings.Places.Stages[stage].Of("freeze")!,
                Excerpt.Of(network.Layers[frozen].Name), place.Span.StartLine);
        }
        else if (fineTuned is { } stage)
        {
            findings.Add(Descriptors.PretrainedBehindFineTuning, place, name, LineOf(stage));
        }
        else if (Find(layers, readBy, reader => layersOf[reader]!.Last > layers.Last) is { } read)
        {
            findings.Add(Descriptors.PretrainedTooLate, place, name, NameOf(readBy[read]), LineOf(readBy[read]));
        }
        else if (pretrained.TryGetValue(layers.Key, out var earlier))
        {
            findings.Add(Descriptors.PretrainedTwice, place, name, LineOf(earlier));
        }
    }

    /// <summary>The first of the layers to which such a stage belongs.</summary>
    private static int? Find(PretrainedLayers layers, int[] stages, Func<int, bool> isMeant)
    {
        for (var layer = layers.First; layer <= layers.Last; layer++)
        {
            if (stages[layer] >= 0 && isMeant(stages[layer]))
            {
                return layer;
            }
        }

        return null;
    }

    /// <summary>Marks all layers from which comes what the stage's layers read.</summary>
    private void MarkRead(PretrainedLayers layers, int number)
    {
        var isRead = new bool[network.Layers.Count];
        for (var layer = layers.Group.Source; layer >= 0; layer--)
        {
            if (layer != layers.Group.Source && !isRead[layer])
            {
                continue;
            }

            var reader = readBy[layer];
            readBy[layer] = reader < 0 || layersOf[reader]!.Last < layers.Last ? number : reader;
            foreach (var source in network.Layers[layer].Sources)
            {
                if (source >= 0)
                {
                    isRead[source] = true;
                }
            }
        }
    }

    private string NameOf(int stage) => Excerpt.Of(((PretrainStage)schedule.Stages[stage]).Layers.ToString());

    private int LineOf(int stage) => findings.Places.Stages[stage].Head!.Span.StartLine;
}

/// <summary>A stage's layers, by index in the network, with what follows the last that is named.</summary>
internal sealed record PretrainedLayers(LayerGroup Group, int First)
{
    public int Last => First + Group.Layers.Count - 1;

    public string Key => FormattableString.Invariant($"{First} {Last}");
}
