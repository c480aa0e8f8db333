namespace NetDsl;

/// <summary>The classes' names that a weight file was saved with, beside the network's: weights know classes by number
/// alone.</summary>
internal static class LabelMatch
{
    private const string Key = "labels";

    /// <summary>Adds the names of each output's classes to a file's metadata.</summary>
    internal static void Write(ModelLayout layout, Dictionary<string, string> metadata)
    {
        foreach (HeadLayout head in layout.AllHeads.Where(head => head.Labels.Length > 0))
        {
            metadata[KeyOf(layout, head)] = string.Join(',', head.Labels);
        }
    }

    /// <summary>What is to be known of classes that have other names in the file.</summary>
    /// <param name="except">Layers that keep their values.</param>
    /// <exception cref="WeightsException">A class has another number there.</exception>
    internal static string[] Compare(
        ModelLayout layout, IReadOnlyDictionary<string, string> metadata, LayerNames except)
    {
        var notes = new List<string>();
        foreach (HeadLayout head in layout.AllHeads.Where(head => head.Labels.Length > 0))
        {
            string layer = LayerOf(layout, head);
            string[] saved = metadata.GetValueOrDefault(KeyOf(layout, head))?.Split(',') ?? [];
            if (saved.Length == head.Labels.Length && !saved.SequenceEqual(head.Labels)
                && !except.Contains(layer + ".weight"))
            {
                notes.Add(Renamed(layout.Name, layer, head.Labels, saved));
            }
        }

        return [.. notes];
    }

    /// <summary>Which classes have come and gone, where their number is another: why the output's shapes do not
    /// fit.</summary>
    internal static string? Changed(ModelLayout layout, IReadOnlyDictionary<string, string> metadata)
    {
        foreach (HeadLayout head in layout.AllHeads.Where(head => head.Labels.Length > 0))
        {
            if (metadata.GetValueOrDefault(KeyOf(layout, head))?.Split(',') is { } saved
                && saved.Length != head.Labels.Length)
            {
                string[] added = [.. head.Labels.Except(saved)];
                string[] removed = [.. saved.Except(head.Labels)];
                return $"the file tells {saved.Length} classes apart, {layout.Name} {head.Labels.Length}" +
                    (added.Length > 0 ? $"; new: {string.Join(", ", added)}" : "") +
                    (removed.Length > 0 ? $"; gone: {string.Join(", ", removed)}" : "") +
                    $": layer {LayerOf(layout, head)} must be trained anew";
            }
        }

        return null;
    }

    private static string Renamed(string network, string layer, string[] labels, string[] saved)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            int there = Array.IndexOf(saved, labels[i]);
            if (there >= 0 && there != i)
            {
                throw new WeightsException(
                    $"was saved with the classes {string.Join(", ", saved)}, but {network}'s are " +
                    $"{string.Join(", ", labels)}: {labels[i]} is number {there} there and {i} here, so its answers " +
                    $"would be called wrongly. Write the classes in the file's order, or leave out {layer} with " +
                    "except and train it anew");
            }
        }

        return "classes that had other names when the file was saved: " + string.Join(", ", labels.Zip(saved)
            .Where(pair => pair.First != pair.Second).Select(pair => $"{pair.First} (there {pair.Second})"));
    }

    private static string KeyOf(ModelLayout layout, HeadLayout head) =>
        layout.Heads is null ? Key : $"{Key}.{head.Name}";

    /// <summary>The layer that an output's classes are the units of; of one output alone, the last with
    /// weights.</summary>
    private static string LayerOf(ModelLayout layout, HeadLayout head) => layout.Heads is not null
        ? head.Name
        : Array.FindLast(layout.Layers, layer => Array.Exists(
            layout.Parameters, parameter => layer.Owns(parameter, layout.Layers)))?.Name ?? head.Name;
}
