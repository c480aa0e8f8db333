using System.Security;
using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Describe.Drawing;

namespace NetDsl.Compiler.Describe;

/// <summary>Draws a network as SVG: a box for each layer with what works in its place, edges downwards, a frame around each use
/// of a block.</summary>
public static class DrawingWriter
{
    private const double LineHeight = 14;
    private const double RankGap = 34;
    private const double Border = 30;
    private const double FrameMargin = 9;

    // for its name
    private const double FrameFoot = 19;

    private const string Style = """
        <style>
        text { font: 11px "DejaVu Sans", Verdana, sans-serif; text-anchor: middle; fill: #1b2733 }
        .title { font-size: 15px; font-weight: bold }
        .name { font-size: 11px; fill: #68788a; text-anchor: start }
        rect { stroke: #51606f; stroke-width: 1; rx: 5 }
        path { fill: none; stroke: #51606f; stroke-width: 1.2; marker-end: url(#arrow) }
        .frame { fill: #f4f6f8; stroke: #b8c2cc; stroke-dasharray: 4 3 }
        .end { fill: #ffffff } .conv { fill: #d7e8fb } .dense { fill: #fde6c8 } .pool { fill: #d9f2dd } .join { fill: #ece0f8 }
        .other { fill: #eeeeee } .auxiliary { fill: #ffffff; stroke-dasharray: 3 2 }
        </style>
        <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path
        d="M0,0 L8,4 L0,8 z" style="fill:#51606f;stroke:none;marker-end:none"/></marker></defs>
        """;

    public static string Write(Network network)
    {
        var ranks = DrawingLayout.Run(DrawingGraph.Of(network));
        var all = ranks.SelectMany(rank => rank).ToList();
        var left = all.Min(node => node.X - node.Width / 2) - Border;
        var width = all.Max(node => node.X + node.Width / 2) - left + Border;
        var tops = Tops(ranks);
        var height = tops[tops.Length - 1] + Border;
        var lines = new List<string>
        {
            FormattableString.Invariant(
                $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:0}\" height=\"{height:0}\" viewBox=\"0 0 {width:0} {height:0}\">"),
            Style,
            "<rect width=\"100%\" height=\"100%\" style=\"fill:#ffffff;stroke:none\"/>",
            FormattableString.Invariant($"<text class=\"title\" x=\"{width / 2:0.#}\" y=\"24\">{SecurityElement.Escape(network.Name)}</text>"),
        };
        foreach (var node in all)
        {
            node.X -= left;
        }

        lines.AddRange(Frames(all, tops));
        lines.AddRange(all.SelectMany(node => node.IsBox ? Edges(node, tops) : []));
        lines.AddRange(all.Where(node => node.IsBox).Select(node => Box(node, tops)));
        lines.Add("</svg>");
        return string.Join("\n", lines).Replace("\r", "") + "\n";
    }

    /// <summary>Where each rank begins, and where the drawing ends.</summary>
    private static double[] Tops(IReadOnlyList<List<DrawingNode>> ranks)
    {
        var tops = new double[ranks.Count + 1];
        tops[0] = 40;
        for (var rank = 0; rank < ranks.Count; rank++)
        {
            tops[rank + 1] = tops[rank] + ranks[rank].Max(Height) + RankGap;
        }

        return tops;
    }

    private static double Height(DrawingNode node) => node.Lines.Count * LineHeight + 8;

    private static IEnumerable<string> Frames(IEnumerable<DrawingNode> nodes, double[] tops)
    {
        foreach (var frame in nodes.Where(node => node.Frame.Length > 0).GroupBy(node => node.Frame).Where(group => group.Count() > 1))
        {
            var left = frame.Min(node => node.X - node.Width / 2) - FrameMargin;
            var right = frame.Max(node => node.X + node.Width / 2) + FrameMargin;
            var top = tops[frame.Min(node => node.Rank)] - FrameMargin;
            var bottom = frame.Max(node => tops[node.Rank] + Height(node)) + FrameFoot;
            yield return FormattableString.Invariant(
                $"<rect class=\"frame\" x=\"{left:0.#}\" y=\"{top:0.#}\" width=\"{right - left:0.#}\" height=\"{bottom - top:0.#}\"/>")
                + FormattableString.Invariant(
                    $"<text class=\"name\" x=\"{left + 5:0.#}\" y=\"{bottom - 5:0.#}\">{SecurityElement.Escape(frame.Key)}</text>");
        }
    }

    private static IEnumerable<string> Edges(DrawingNode node, double[] tops)
    {
        foreach (var first in node.Below)
        {
            var (x, y) = (node.X, tops[node.Rank] + Height(node));
            var path = FormattableString.Invariant($"M{x:0.#},{y:0.#}");
            for (var next = first; ; next = next.Below[0])
            {
                var top = tops[next.Rank];
                path += Curve(x, y, next.X, top);
                (x, y) = (next.X, top);
                if (next.IsBox)
                {
                    break;
                }

                // straight past the boxes of the rank
                y = tops[next.Rank + 1] - RankGap;
                path += FormattableString.Invariant($" L{x:0.#},{y:0.#}");
            }

            yield return $"<path d=\"{path}\"/>";
        }
    }

    private static string Curve(double x, double y, double toX, double toY)
    {
        var bend = (toY - y) / 2;
        return FormattableString.Invariant($" C{x:0.#},{y + bend:0.#} {toX:0.#},{toY - bend:0.#} {toX:0.#},{toY:0.#}");
    }

    private static string Box(DrawingNode node, double[] tops)
    {
        var (left, top) = (node.X - node.Width / 2, tops[node.Rank]);
        var text = string.Concat(node.Lines.Select((line, index) => FormattableString.Invariant(
            $"<text x=\"{node.X:0.#}\" y=\"{top + 15 + index * LineHeight:0.#}\">{SecurityElement.Escape(line)}</text>")));
        return FormattableString.Invariant(
            $"<rect class=\"{node.Style}\" x=\"{left:0.#}\" y=\"{top:0.#}\" width=\"{node.Width:0.#}\" height=\"{Height(node):0.#}\"/>") + text;
    }
}
