using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Losses;

namespace NetDsl.Compiler.Stages;

/// <summary>Networks that are made of some layers of another.</summary>
internal static class NetworkPart
{
    /// <summary>What an inner layer gives, as a network whose output it is: it gives the codes that a later layer is
    /// trained on.</summary>
    /// <param name="last">The layer, by index.</param>
    public static Network UpTo(Network network, int last)
    {
        var isNeeded = new bool[last + 1];
        isNeeded[last] = true;
        for (var index = last; index >= 0; index--)
        {
            foreach (var source in network.Layers[index].Sources)
            {
                if (isNeeded[index] && source >= 0)
                {
                    isNeeded[source] = true;
                }
            }
        }

        var layers = Pick(network.Layers, index => index <= last && isNeeded[index]);
        var shape = network.Layers[last].Output;
        var codes = new OutputHead(
            network.Layers[last].Name, layers.Count - 1, shape, new SquaredLoss(), EquatableArray<string>.Empty);
        return Of(network, layers, codes) with { Preparation = network.Preparation is { } given ? given with { Training = null } : null };
    }

    /// <summary>A network of these layers with the input of another, which trains nothing by itself.</summary>
    public static Network Of(Network network, EquatableArray<Layer> layers, params OutputHead[] heads) => network with
    {
        Documentation = null,
        Layers = layers,
        Outputs = heads.ToEquatableArray(),
        Schedules = EquatableArray<Schedule>.Empty,
        Recomputed = EquatableArray<RecomputedRange>.Empty,
    };

    /// <summary>Some of the layers, each with its sources among them; what it read of others is then the input.</summary>
    public static EquatableArray<Layer> Pick(EquatableArray<Layer> layers, Func<int, bool> isPicked)
    {
        var places = new int[layers.Count];
        var picked = new List<Layer>();
        for (var index = 0; index < layers.Count; index++)
        {
            if (!isPicked(index))
            {
                places[index] = -1;
                continue;
            }

            places[index] = picked.Count;
            var sources = new List<int>();
            foreach (var source in layers[index].Sources)
            {
                sources.Add(source < 0 ? -1 : places[source]);
            }

            picked.Add(layers[index] with { Sources = sources.ToEquatableArray() });
        }

        return picked.ToEquatableArray();
    }
}
