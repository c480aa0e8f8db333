using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Stages;

/// <summary>A network some of whose layers stay as they are. Where these come first, and nothing in them or in front of
/// them is at random, what they give is computed once, and the rest is trained on that.</summary>
internal static class FrozenNetwork
{
    public static StageNetworks Of(Network network, LayerSet frozen)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var layer in frozen.In(network.Layers))
        {
            names.Add(layer.Name);
        }

        var layers = network.Layers
            .Select(layer => names.Contains(layer.Name) ? layer with { IsFrozen = true } : layer).ToEquatableArray();
        var whole = network with { Documentation = null, Layers = layers, Schedules = EquatableArray<Schedule>.Empty };
        return Frontier(whole) is { } frontier
            ? new StageNetworks(Behind(whole, frontier), NetworkPart.UpTo(network, frontier))
            : new StageNetworks(whole, Source: null);
    }

    /// <summary>The one layer through which all that learns sees the input, where there is one and all up to it is
    /// frozen; else null.</summary>
    private static int? Frontier(Network network)
    {
        if (network.Preparation?.Training is not null)
        {
            return null;
        }

        var isGiven = Given(network.Layers);
        int? frontier = null;
        for (var index = 0; index < network.Layers.Count; index++)
        {
            foreach (var source in network.Layers[index].Sources)
            {
                if (!isGiven[index] && (source < 0 || isGiven[source]) && source != (frontier ??= source))
                {
                    return null;
                }
            }
        }

        var isOutput = network.Outputs.Any(head => head.Layer < 0 || isGiven[head.Layer]);
        var isWorthIt = network.Layers.Where((layer, index) => isGiven[index] && layer.IsFrozen).Any();
        return frontier is null or < 0 || isOutput || !isWorthIt ? null : frontier;
    }

    /// <summary>Of each layer, whether it gives the same in each epoch.</summary>
    private static bool[] Given(EquatableArray<Layer> layers)
    {
        var isGiven = new bool[layers.Count];
        for (var index = 0; index < layers.Count; index++)
        {
            var layer = layers[index];
            isGiven[index] = layer is not DropoutLayer && (layer.IsFrozen || layer.ParameterCount == 0);
            foreach (var source in layer.Sources)
            {
                isGiven[index] &= source < 0 || isGiven[source];
            }
        }

        return isGiven;
    }

    private static Network Behind(Network network, int frontier)
    {
        var isGiven = Given(network.Layers);
        var places = new int[network.Layers.Count];
        for (int index = 0, place = 0; index < places.Length; index++)
        {
            places[index] = isGiven[index] ? -1 : place++;
        }

        var given = network.Layers[frontier];
        return network with
        {
            InputName = given.Name,
            Input = given.Output,
            Layers = NetworkPart.Pick(network.Layers, index => !isGiven[index]),
            Outputs = network.Outputs.Select(head => head with { Layer = places[head.Layer] }).ToEquatableArray(),
            Recomputed = EquatableArray<RecomputedRange>.Empty,
            Preparation = null,
        };
    }
}
