using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Describe.Drawing;

/// <summary>A network as boxes and edges: layers that work in place stand in the box of the one they follow.</summary>
internal static class DrawingGraph
{
    public static List<DrawingNode> Of(Network network)
    {
        var readers = Readers(network);
        var nodes = new List<DrawingNode>();
        var input = new DrawingNode([network.InputName, $"{network.Input}"], "end", "");
        nodes.Add(input);
        var boxOf = new DrawingNode[network.Layers.Count];
        for (var index = 0; index < boxOf.Length; index++)
        {
            var layer = network.Layers[index];
            if (JoinsBox(network, readers, index))
            {
                boxOf[index] = boxOf[layer.Sources[0]];
                continue;
            }

            boxOf[index] = Create(network, readers, index);
            nodes.Add(boxOf[index]);
            foreach (var source in layer.Sources)
            {
                DrawingNode.Connect(source < 0 ? input : boxOf[source], boxOf[index]);
            }
        }

        foreach (var head in network.Outputs)
        {
            var text = head.Loss.TakesLabels
                ? $"{head.Loss.Words}, {head.Units} classes" : head.Loss.Describe(head.Units);
            var box = new DrawingNode([head.Name, text], head.IsAuxiliary ? "auxiliary" : "end", "");
            nodes.Add(box);
            DrawingNode.Connect(head.Layer < 0 ? input : boxOf[head.Layer], box);
        }

        return nodes;
    }

    private static int[] Readers(Network network)
    {
        var readers = new int[network.Layers.Count];
        foreach (var source in network.Layers.SelectMany(layer => layer.Sources).Concat(network.Outputs.Select(head => head.Layer)))
        {
            if (source >= 0)
            {
                readers[source]++;
            }
        }

        return readers;
    }

    private static bool JoinsBox(Network network, int[] readers, int index)
    {
        var layer = network.Layers[index];
        return layer is { IsInPlace: true } and not JoinLayer && layer.Sources[0] is var source && source >= 0 && readers[source] == 1;
    }

    private static DrawingNode Create(Network network, int[] readers, int index)
    {
        var layer = network.Layers[index];
        var last = layer;
        var behind = new List<string>();
        for (var next = index + 1; next < network.Layers.Count; next++)
        {
            if (JoinsBox(network, readers, next) && network.Layers[next].Sources[0] == next - 1 && ReferenceEquals(network.Layers[next - 1], last))
            {
                last = network.Layers[next];
                behind.Add(last.Description);
            }
        }

        var split = EndOfFrame(network, layer.Name);
        var shown = split > 0 ? layer.Name.Substring(split + 1) : layer.Name;
        var what = layer.Description.Split([" over "], StringSplitOptions.None)[0];
        var lines = new List<string> { $"{shown}: {what}" };
        if (behind.Count > 0)
        {
            lines.Add(string.Join(", ", behind));
        }

        lines.Add($"{last.Output}");
        return new DrawingNode(lines, DrawingNode.StyleOf(layer), split > 0 ? layer.Name.Substring(0, split) : "");
    }

    /// <summary>Where in a layer's name that of the block ends whose other layers stand in the same frame; −1 where there are
    /// none.</summary>
    private static int EndOfFrame(Network network, string name)
    {
        var split = name.IndexOf('_');
        var prefix = name.Substring(0, split + 1);
        return split > 0 && network.Layers.Count(layer => layer.Name.StartsWith(prefix, StringComparison.Ordinal)) > 1 ? split : -1;
    }
}
