using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace NetDsl;

/// <summary>Lines over one axis, as SVG: an error by the number of layers or of labelled examples, with and without
/// pretraining.</summary>
/// <example><code>
/// new LinePlot("test error", "layers", "error (%)", [new("pretrained", pretrained), new("not", random)]).Save("depth.svg");
/// </code></example>
/// <param name="XTitle">Below the horizontal axis.</param>
/// <param name="YTitle">Beside the vertical axis, which starts at 0.</param>
/// <param name="Lines">Five at most have colours of their own.</param>
public sealed record LinePlot(string Title, string XTitle, string YTitle, IReadOnlyList<PlotLine> Lines)
{
    private const double Height = 520;

    private static readonly OxyColor[] Colors =
        [PlotStyle.Blue, PlotStyle.Vermilion, PlotStyle.Green, PlotStyle.Purple, PlotStyle.Orange];

    private static readonly MarkerType[] Markers =
        [MarkerType.Circle, MarkerType.Square, MarkerType.Diamond, MarkerType.Triangle, MarkerType.Cross];

    /// <summary>Whether the horizontal axis is logarithmic.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Writes it.</summary>
    /// <remarks>Written beside the file and then renamed: what was there stays whole if writing fails.</remarks>
    /// <exception cref="ArgumentException">A point that is not finite, or on a logarithmic axis not above 0.</exception>
    /// <exception cref="MetricsException">The file cannot be written; the message says why.</exception>
    public void Save(string path)
    {
        foreach (PlotPoint point in Lines.SelectMany(line => line.Points))
        {
            if (!double.IsFinite(point.X) || !double.IsFinite(point.Y) || (IsLogarithmic && point.X <= 0))
            {
                throw new ArgumentException($"({point.X}, {point.Y}) has no place in the plot", nameof(Lines));
            }
        }

        PlotStyle.Save(path, stream => PlotStyle.Export(Draw(), Height, stream));
    }

    private PlotModel Draw()
    {
        PlotModel model = PlotStyle.NewModel(Title);
        model.Axes.Add(Style(
            IsLogarithmic ? new LogarithmicAxis() : new LinearAxis { MinimumMajorStep = 1, MinimumMinorStep = 1 },
            AxisPosition.Bottom,
            XTitle));
        model.Axes.Add(Style(new LinearAxis { Minimum = 0 }, AxisPosition.Left, YTitle));
        for (int i = 0; i < Lines.Count; i++)
        {
            Add(model, Lines[i], Colors[i % Colors.Length], Markers[i % Markers.Length]);
        }

        return model;
    }

    private static Axis Style(Axis axis, AxisPosition position, string title)
    {
        (axis.Position, axis.Title) = (position, title);
        (axis.MinimumPadding, axis.MaximumPadding, axis.AxisTitleDistance) = (0.05, 0.05, 8);
        (axis.MajorGridlineStyle, axis.MajorGridlineColor) = (LineStyle.Solid, PlotStyle.Grid);
        (axis.AxislineStyle, axis.AxislineColor) = (LineStyle.Solid, PlotStyle.Line);
        axis.TicklineColor = PlotStyle.Line;
        return axis;
    }

    private static void Add(PlotModel model, PlotLine line, OxyColor color, MarkerType marker)
    {
        var means = new LineSeries { Title = line.Name, Color = color, StrokeThickness = 2 };
        foreach (var group in line.Points.GroupBy(point => point.X).OrderBy(group => group.Key))
        {
            means.Points.Add(new DataPoint(group.Key, group.Average(point => point.Y)));
        }

        var points = new ScatterSeries
        {
            MarkerType = marker,
            MarkerSize = 4,
            MarkerFill = marker == MarkerType.Cross ? OxyColors.Automatic : color,
            MarkerStroke = color,
        };
        points.Points.AddRange(line.Points.Select(point => new ScatterPoint(point.X, point.Y)));
        model.Series.Add(means);
        model.Series.Add(points);
    }
}

/// <summary>One line of a <see cref="LinePlot"/>.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="Points">Where several have the same x, such as those of several seeds, each is drawn, and the line goes
/// through their means.</param>
public sealed record PlotLine(string Name, IReadOnlyList<PlotPoint> Points);

/// <summary>A point of a <see cref="PlotLine"/>.</summary>
public readonly record struct PlotPoint(double X, double Y);
