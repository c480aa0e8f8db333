namespace NetDsl;

/// <summary>Layers of a network by the names that a schedule or program gives them. A name means the layer of that
/// name; without one, the layers of a use of a block or in a repeat, whose names begin with it and <c>_</c>. Of a
/// file it means both.</summary>
internal sealed class LayerNames
{
    private readonly HashSet<string> names;
    private readonly HashSet<string> layers;

    internal static LayerNames None(ModelLayout layout) => new(layout, []);

    internal LayerNames(ModelLayout layout, IEnumerable<string> names)
    {
        this.names = [.. names];
        layers = [.. layout.Layers.Select(layer => layer.Name)];
    }

    /// <summary>Whether a tensor, the network's or one that only the file has, is of these layers.</summary>
    /// <param name="tensor"><c>fc8.weight</c></param>
    internal bool Contains(string tensor)
    {
        string layer = LayerOf(tensor);
        if (names.Contains(layer))
        {
            return true;
        }

        bool isOwn = layers.Contains(layer);
        for (int end = layer.LastIndexOf('_'); end > 0; end = layer.LastIndexOf('_', end - 1))
        {
            string start = layer[..end];
            if (names.Contains(start) && !(isOwn && layers.Contains(start)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The names that mean no layer of the network.</summary>
    internal IEnumerable<string> Unknown => names.Where(name => !layers.Contains(name)
        && !layers.Any(layer => layer.StartsWith(name + "_", StringComparison.Ordinal)));

    /// <summary>The layer that a tensor is of: <c>fc8</c>.</summary>
    internal static string LayerOf(string tensor)
    {
        int dot = tensor.IndexOf('.');
        return dot < 0 ? tensor : tensor[..dot];
    }
}
