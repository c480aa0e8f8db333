using System.Globalization;
using System.Xml.Linq;
using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Describe;
using NetDsl.Compiler.Passes;

namespace NetDsl.Compiler.Tests;

/// <summary>The summary and the drawing that a build writes on request.</summary>
public sealed class DescribeTests
{
    private const string Branches = """
        block Mix(a) {
            concat {
                branch { conv 1x1 filters a; relu }
                branch { conv 3x3 filters 2*a pad 1; relu; dropout 0.5 }
                branch { maxpool 3x3 stride 1 pad 1 }
            }
        }
        network Net {
            input image 3x16x16
            stem = conv 3x3 filters 4 pad 1 relu
            first = Mix(4)
            second = Mix(8)
            skip = conv 1x1 filters 40 from stem
            add from second, skip
            output digit = dense 10 softmax
            avgpool global from first
            auxiliary early = dense 10 softmax for digit weight 0.3
        }
        schedule Fast for Net { batch 32; finetune { optimizer sgd rate 0.1; epochs 1 } }
        """;

    [Fact]
    public void Summary_says_what_is_computed_twice()
    {
        var marked = Branches.Replace("block Mix(a) {", "block Mix(a) recompute {");

        Assert.Contains(
            "             computed twice in place of kept, as marked: 14 layers in 2 uses of blocks", Summary(marked).Split('\n'));
        Assert.DoesNotContain("computed twice", Summary(Branches));
    }

    [Fact]
    public void Summary_of_LeNet5_gives_each_layer_and_the_sums()
    {
        var lines = Summary(Programs.LeNet5).Split('\n');

        Assert.Equal("LeNet5: image 1×28×28 → digit, one of 10", lines[0]);
        Assert.Contains("c1        6 filters 5×5 over 1×28×28   6×28×28          156        117,600        4,704  image", lines);
        Assert.Contains("relu1     relu                         6×28×28            0              0            0  c1", lines);
        Assert.Contains("together                                             61,706        416,520        8,094", lines);
        Assert.Contains(lines, line => line.StartsWith("61,706 weights and 8,094 activations are 0.3 MB", StringComparison.Ordinal));
        Assert.Contains("  schedule Standard: batch 64 needs 2.1 MB for its examples", lines);
    }

    [Fact]
    public void Summary_of_a_graph_says_what_is_read_and_what_inference_leaves_out()
    {
        var text = Summary(Branches);

        Assert.Contains("first_relu1, first_dropout1, first_maxpool1\n", text);
        Assert.Contains("early, one of 10 (in training only, for digit, weight 0.3)", text);
        Assert.Contains("Without the auxiliary outputs, as in inference: ", text);
    }

    [Fact]
    public void Drawing_has_a_box_for_all_but_what_works_in_place_and_no_two_overlap()
    {
        var network = Single(Branches);
        var svg = XDocument.Parse(DrawingWriter.Write(network));
        var boxes = Rectangles(svg).Where(box => box.Class is not ("" or "frame")).ToList();

        // the input, two outputs, and the layers without relus and dropouts
        Assert.Equal(3 + network.Layers.Count(layer => layer is Layers.JoinLayer || !layer.IsInPlace), boxes.Count);
        for (var left = 0; left < boxes.Count; left++)
        {
            for (var right = left + 1; right < boxes.Count; right++)
            {
                Assert.False(boxes[left].Overlaps(boxes[right]), $"{boxes[left]} and {boxes[right]}");
            }
        }
    }

    [Fact]
    public void Drawing_puts_readers_below_what_they_read_and_blocks_into_frames()
    {
        var svg = DrawingWriter.Write(Single(Branches));
        var frames = Rectangles(XDocument.Parse(svg)).Count(box => box.Class == "frame");

        Assert.Equal(2, frames);
        Assert.True(svg.IndexOf(">stem:", StringComparison.Ordinal) < svg.IndexOf(">skip:", StringComparison.Ordinal));
        Assert.Contains(">relu, dropout 0.5<", svg);
    }

    [Fact]
    public void Text_of_a_file_is_escaped_in_the_drawing() =>
        XDocument.Parse(DrawingWriter.Write(Single(Programs.LeNet5) with { Name = "A<B>&\"C\"" }));

    [Fact]
    public void Project_knows_the_schedules_of_other_files()
    {
        var networks = Compilation.CompileProject(
        [
            new("a.net", Programs.Network("relu")),
            new("b.net", "schedule S for Net { batch 8; finetune { optimizer sgd rate 0.1; epochs 1 } }"),
            new("c.net", "network Broken { input"),
        ]);

        Assert.Equal("S", Assert.Single(Assert.Single(networks).Schedules).Name);
    }

    [Fact]
    public void Summary_says_what_each_stage_needs_for_its_examples()
    {
        var text = Summary(Programs.Digits(
            "pretrain h1 .. h2 supervised { rate 0.1 epochs 5 batch 20 }\nfinetune { optimizer sgd rate 0.1 epochs 5 }"));

        Assert.Matches(@"\n  schedule S\n    h1 \.\. h2 supervised: batch 20 needs [0-9.]+ kB for its examples\n", text);
        Assert.Matches(@"\n    finetune: batch 100 needs [0-9.]+ kB for its examples\n$", text);
    }

    private static IEnumerable<Rectangle> Rectangles(XDocument svg) =>
        svg.Descendants().Where(element => element.Name.LocalName == "rect" && element.Attribute("x") is not null)
            .Select(element => new Rectangle(
                (string?)element.Attribute("class") ?? "", Number(element, "x"), Number(element, "y"), Number(element, "width"),
                Number(element, "height")));

    private static double Number(XElement element, string name) =>
        double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);

    private static string Summary(string text) => SummaryWriter.Write(PlanKernels.Run(Single(text), fuse: true));

    private static Network Single(string text)
    {
        var compilation = Compilation.Compile(text);
        Assert.Empty(compilation.Diagnostics);
        return Assert.Single(compilation.Networks);
    }

    private sealed record Rectangle(string Class, double X, double Y, double Width, double Height)
    {
        public bool Overlaps(Rectangle other) =>
            X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;
    }
}
