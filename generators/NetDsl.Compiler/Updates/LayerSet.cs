using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Updates;

/// <summary>Layers of a network as a schedule, which may stand in another file, names them:
/// `conv1_1 .. conv4_3, fc8`.</summary>
public sealed record LayerSet(EquatableArray<LayerRange> Ranges)
{
    /// <summary>The layers of the network that are meant, in its order; what names none, names none.</summary>
    public IReadOnlyList<Layer> In(IReadOnlyList<Layer> layers)
    {
        var isMeant = new bool[layers.Count];
        foreach (var range in Ranges)
        {
            range.Mark(layers, isMeant);
        }

        var found = new List<Layer>();
        for (var index = 0; index < layers.Count; index++)
        {
            if (isMeant[index])
            {
                found.Add(layers[index]);
            }
        }

        return found;
    }

    public override string ToString() => string.Join(", ", Ranges);
}

/// <summary>`c1`, or `conv1_1 .. conv4_3`: both ends and what stands between them in the network's order.</summary>
/// <param name="Last">Null for a name alone.</param>
public sealed record LayerRange(string First, string? Last)
{
    /// <summary>The index of the first layer that a name means, or of the last; −1 where it means none. A name means
    /// the layer of that name; without one, those of a use of a block or in a repeat, whose names begin with it and
    /// `_`.</summary>
    public static int IndexOf(IReadOnlyList<Layer> layers, string name, bool last)
    {
        var (from, step) = last ? (layers.Count - 1, -1) : (0, 1);
        var hasOwn = HasLayer(layers, name);
        for (var index = from; index >= 0 && index < layers.Count; index += step)
        {
            if (Means(name, layers[index].Name, hasOwn))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Sets true for each layer that is meant.</summary>
    public void Mark(IReadOnlyList<Layer> layers, bool[] isMeant)
    {
        var first = IndexOf(layers, First, last: false);
        var last = IndexOf(layers, Last ?? First, last: true);
        var hasOwn = HasLayer(layers, First);
        for (var index = first; first >= 0 && index <= last; index++)
        {
            isMeant[index] |= Last is not null || Means(First, layers[index].Name, hasOwn);
        }
    }

    public override string ToString() => Last is null ? First : $"{First} .. {Last}";

    private static bool HasLayer(IReadOnlyList<Layer> layers, string name) => layers.Any(layer => layer.Name == name);

    private static bool Means(string name, string layer, bool hasOwn) =>
        hasOwn ? layer == name : layer.StartsWith(name + "_", StringComparison.Ordinal);
}
