using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Stages;

/// <summary>Layers that a stage trains by themselves: those that it names, and the activation and the pooling behind
/// them.</summary>
/// <param name="Source">The layer whose output they read, by its index in the network; −1 for the network's
/// input.</param>
/// <param name="SourceName">As written: `pixels`, `relu1`.</param>
/// <param name="Layers">Their sources are indices among them: −1 is the group's input.</param>
public sealed record LayerGroup(int Source, string SourceName, Shape Input, EquatableArray<Layer> Layers)
{
    /// <summary>What they give.</summary>
    public Shape Output => Layers[Layers.Count - 1].Output;

    /// <summary>The group that a range of layers means; null where the range names none, or where its layers read
    /// more than one layer in front of them.</summary>
    public static LayerGroup? Of(Network network, LayerRange range)
    {
        var first = LayerRange.IndexOf(network.Layers, range.First, last: false);
        var last = LayerRange.IndexOf(network.Layers, range.Last ?? range.First, last: true);
        if (first < 0 || last < first)
        {
            return null;
        }

        last = WithWhatFollows(network, last);
        var layers = new List<Layer>();
        int? source = null;
        for (var index = first; index <= last; index++)
        {
            var sources = new List<int>();
            foreach (var read in network.Layers[index].Sources)
            {
                if (read < first && read != (source ??= read))
                {
                    return null;
                }

                sources.Add(read < first ? -1 : read - first);
            }

            layers.Add(network.Layers[index] with { Sources = sources.ToEquatableArray() });
        }

        var from = source ?? -1;
        return from < 0
            ? new LayerGroup(from, network.InputName, network.Input, layers.ToEquatableArray())
            : new LayerGroup(from, network.Layers[from].Name, network.Layers[from].Output, layers.ToEquatableArray());
    }

    /// <summary>The index of the last layer, once the activation and the pooling behind it belong to it.</summary>
    private static int WithWhatFollows(Network network, int last)
    {
        while (last + 1 < network.Layers.Count
            && network.Layers[last + 1] is ActivationLayer or PoolingLayer
            && network.Layers[last + 1].Sources[0] == last
            && network.Outputs.All(head => head.Layer != last))
        {
            last++;
        }

        return last;
    }
}
