using System.Xml.Linq;
using Xunit;

namespace NetDsl.Tests;

/// <summary>Lines over one axis as SVG.</summary>
public sealed class LinePlotTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Lines_are_drawn_with_axes_and_legend(bool isLogarithmic)
    {
        Plot([new(100, 5), new(10_000, 2)], isLogarithmic).Save(folder.File("new/plot.svg"));

        Assert.Superset(
            new HashSet<string> { "by labels", "labels", "error (%)", "pretrained" },
            Texts(folder.File("new/plot.svg")).ToHashSet());
    }

    [Fact]
    public void A_line_goes_through_the_means_of_points_of_the_same_x()
    {
        string twice = folder.File("twice.svg"), mean = folder.File("mean.svg");
        Plot([new(1, 4), new(2, 3), new(1, 6)]).Save(twice);
        Plot([new(1, 5), new(1, 5), new(2, 3), new(1, 4), new(1, 6)]).Save(mean);

        Assert.Equal(Lines(mean), Lines(twice));
    }

    [Theory]
    [InlineData(double.NaN, 1, false)]
    [InlineData(1, double.PositiveInfinity, false)]
    [InlineData(0, 1, true)]
    public void A_point_without_a_place_is_an_error(double x, double y, bool isLogarithmic) =>
        Assert.Throws<ArgumentException>(
            () => Plot([new(x, y)], isLogarithmic).Save(folder.File("plot.svg")));

    private static LinePlot Plot(PlotPoint[] points, bool isLogarithmic = false) =>
        new("by labels", "labels", "error (%)", [new PlotLine("pretrained", points)]) { IsLogarithmic = isLogarithmic };

    private static string[] Lines(string path) =>
    [
        .. XDocument.Load(path).Descendants().Where(element => element.Name.LocalName == "polyline")
            .Select(line => (string)line.Attribute("points")!),
    ];

    private static string[] Texts(string path) =>
    [
        .. XDocument.Load(path).Descendants().Where(element => element.Name.LocalName == "text")
            .Select(text => text.Value),
    ];
}
