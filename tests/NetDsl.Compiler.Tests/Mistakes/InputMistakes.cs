namespace NetDsl.Compiler.Tests.Mistakes;

/// <summary>Mistakes in how inputs are prepared.</summary>
public static class InputMistakes
{
    /// <summary>The id, line and column, and the text with what <see cref="Programs.Diagnose"/> calls its
    /// mark.</summary>
    public static TheoryData<string, int, int, string, string> Cases => new()
    {
        { "NET0010", 1, 30, "file", Input("image 3x8x8", "rotation 3") },
        { "NET0010", 1, 41, "file", Input("image 3x8x8", "training { flip }") },
        { "NET0012", 1, 43, "file", Input("image 3x8x8", "scale 0 .. 1 2") },
        { "NET0014", 1, 30, "file", Input("image 3x8x8", "training") },
        { "NET0015", 1, 48, "file", Input("image 3x8x8", "training { mirror { } }") },
        { "NET0018", 1, 38, "file", Input("image 3x8x8", "mean 0; mean 1") },
        { "NET0020", 1, 30, "file", Input("image 3x8x8", "mean") },
        { "NET0020", 1, 41, "file", Input("image 3x8x8", "training { crop }") },
        { "NET0024", 1, 38, "file", Input("image 3x8x8", "scale 0 1") },
        { "NET0024", 1, 47, "file", Input("image 3x8x8", "training { shift 1.5 }") },
        { "NET0025", 1, 40, "file", Input("image 3x8x8", "deviation 0") },
        { "NET0025", 1, 41, "file", Input("image 3x8x8", "scale 1 .. 1") },
        { "NET0025", 1, 48, "file", Input("image 3x8x8", "training { rotate 181 }") },
        { "NET0025", 1, 53, "file", Input("image 3x8x8", "training { gain 1.2 .. 0.8 }") },
        { "NET0080", 1, 30, "file", Input("image 3x8x8", "mean 0.5 0.5") },
        { "NET0080", 1, 26, "file", Input("point 4", "deviation 1 2 3 4") },
        { "NET0081", 1, 37, "file", Input("point 4", "training { shift 1 }") },
        { "NET0081", 1, 39, "file", Input("sound 1x9", "training { rotate 5 }") },
        { "NET0082", 1, 48, "file", Input("sound 1x9", "training { shift 4; crop pad 5 }") },
        { "NET0083", 1, 30, "file", Input("image 3x8x8", "mean 125.3") },
    };

    /// <summary>A network whose input has a block, all on one line.</summary>
    private static string Input(string input, string block) =>
        $"network N {{input {input}{{{block} }}; output label = dense 2 softmax }}";
}
