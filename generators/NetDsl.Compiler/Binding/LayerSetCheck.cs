using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Binding;

/// <summary>Holds the layers that a schedule names to the network that it is for.</summary>
internal static class LayerSetCheck
{
    /// <param name="report">Takes the number of a range and what is wrong with it.</param>
    /// <param name="learnsNothing">Takes the number of a range in which no layer has a value that is learnt, and the
    /// suggestion to name another.</param>
    public static void Run(
        Network network, LayerSet layers, Action<int, DiagnosticDescriptor, object[]> report,
        Action<int, string> learnsNothing)
    {
        for (var index = 0; index < layers.Ranges.Count; index++)
        {
            var range = layers.Ranges[index];
            var first = LayerRange.IndexOf(network.Layers, range.First, last: false);
            var last = LayerRange.IndexOf(network.Layers, range.Last ?? range.First, last: true);
            if (first < 0 || last < 0)
            {
                var name = first < 0 ? range.First : range.Last!;
                report(index, Descriptors.UnknownLayer, [network.Name, Excerpt.Of(name), Near(name, network)]);
            }
            else if (last < first)
            {
                report(
                    index, Descriptors.BackwardRange,
                    [Excerpt.Of(range.First), Excerpt.Of(range.Last!), network.Name]);
            }
            else if (new LayerSet(new([range])).In(network.Layers).All(layer => layer.ParameterCount == 0))
            {
                learnsNothing(index, WithWeights(network, first));
            }
        }
    }

    private static string Near(string name, Network network) => name == network.InputName
        ? ": it is the input"
        : Suggestion.For(
            name, network.Layers.Select(layer => layer.Name).Concat(network.Layers.SelectMany(Uses)).Distinct());

    /// <summary>The nearest layer in front of another that learns something, as a suggestion; empty where there is
    /// none.</summary>
    private static string WithWeights(Network network, int layer)
    {
        while (layer >= 0 && network.Layers[layer].ParameterCount == 0)
        {
            layer = network.Layers[layer].Sources[0];
        }

        return layer < 0 ? "" : $"; name the layer with the weights, {Excerpt.Of(network.Layers[layer].Name)}";
    }

    /// <summary>The names of uses of blocks that a layer's name may begin with.</summary>
    private static IEnumerable<string> Uses(Layer layer)
    {
        for (var end = layer.Name.LastIndexOf('_'); end > 0; end = layer.Name.LastIndexOf('_', end - 1))
        {
            yield return layer.Name.Substring(0, end);
        }
    }
}
