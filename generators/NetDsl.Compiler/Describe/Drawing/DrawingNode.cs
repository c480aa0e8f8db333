using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Describe.Drawing;

/// <summary>One box of a drawing, or a place where an edge passes between boxes.</summary>
/// <param name="lines">What stands in the box; empty for a place on an edge.</param>
/// <param name="style">A class of the drawing's style sheet.</param>
internal sealed class DrawingNode(IReadOnlyList<string> lines, string style, string frame)
{
    private const double LetterWidth = 6.3;
    private const double Margin = 18;
    private const double EdgeWidth = 14;

    public IReadOnlyList<string> Lines => lines;

    public string Style => style;

    /// <summary>The use of a block that it belongs to; empty for none.</summary>
    public string Frame => frame;

    public bool IsBox => lines.Count > 0;

    public double Width { get; } = lines.Count == 0 ? EdgeWidth : lines.Max(line => line.Length) * LetterWidth + Margin;

    /// <summary>How far from the input, in boxes.</summary>
    public int Rank { get; set; }

    /// <summary>Its middle.</summary>
    public double X { get; set; }

    public List<DrawingNode> Above { get; } = [];

    public List<DrawingNode> Below { get; } = [];

    public static DrawingNode OnEdge(int rank) => new([], "", "") { Rank = rank };

    public static void Connect(DrawingNode above, DrawingNode below)
    {
        above.Below.Add(below);
        below.Above.Add(above);
    }

    /// <summary>The colour of a kind of layer.</summary>
    public static string StyleOf(Layer layer) => layer switch
    {
        JoinLayer => "join",
        PoolingLayer => "pool",
        DenseLayer => "dense",
        { ParameterCount: > 0 } => "conv",
        _ => "other",
    };
}
