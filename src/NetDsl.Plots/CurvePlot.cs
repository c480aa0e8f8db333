using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace NetDsl;

/// <summary>Panels above each other over one axis of epochs, as SVG.</summary>
internal static class CurvePlot
{
    private const double PanelHeight = 260;
    // title, axis of epochs, legend
    private const double OtherHeight = 150;
    // of a panel's height, between it and the next
    private const double Gap = 0.08;
    // of the first panel's lines, above them: the names of stages
    private const double RoomForNames = 0.4;

    internal static void Write(string title, IReadOnlyList<StageReport> stages, Stream stream)
    {
        IReadOnlyList<Panel> panels = Panels.Of(stages);
        PlotModel model = PlotStyle.NewModel(title);
        AddEpochs(model, stages.Sum(stage => stage.Epochs.Count));
        for (int i = 0; i < panels.Count; i++)
        {
            AddPanel(model, panels[i], i, panels.Count, i == 0 && stages.Count > 1 ? RoomForNames : 0.05);
        }

        StageMarks.Add(model, stages, [.. panels.Select((_, number) => Key(number))]);
        PlotStyle.Export(model, OtherHeight + panels.Count * PanelHeight, stream);
    }

    private static void AddEpochs(PlotModel model, int epochs) => model.Axes.Add(new LinearAxis
    {
        Position = AxisPosition.Bottom,
        Title = "epoch",
        Minimum = 0.5,
        Maximum = Math.Max(epochs, 1) + 0.5,
        MinimumMajorStep = 1,
        MinimumMinorStep = 1,
        StringFormat = "0",
        AxislineStyle = LineStyle.Solid,
        AxislineColor = PlotStyle.Line,
        TicklineColor = PlotStyle.Line,
        AxisTitleDistance = 8,
    });

    /// <param name="padding">Above the lines, as a share of their height.</param>
    private static void AddPanel(PlotModel model, Panel panel, int number, int panels, double padding)
    {
        // the first at the top
        double top = 1 - (double)number / panels;
        string key = Key(number);
        model.Axes.Add(new LinearAxis
        {
            Key = key,
            Position = AxisPosition.Left,
            Title = panel.Title,
            StartPosition = top - (1 - Gap) / panels,
            EndPosition = top,
            Minimum = panel.FromZero ? 0 : double.NaN,
            MinimumPadding = 0.05,
            MaximumPadding = padding,
            MinimumRange = LeastRange(panel),
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = PlotStyle.Grid,
            AxislineStyle = LineStyle.Solid,
            AxislineColor = PlotStyle.Line,
            TicklineColor = PlotStyle.Line,
            MinorTickSize = 0,
            AxisTitleDistance = 10,
        });
        foreach (Curve curve in panel.Lines)
        {
            model.Series.Add(Series(curve, key, HasTitle(model, curve)));
        }
    }

    private static string Key(int panel) => $"panel {panel}";

    /// <summary>A line without ups and downs shows its value, not the last bits of it.</summary>
    private static double LeastRange(Panel panel)
    {
        IEnumerable<double> values = panel.Lines.SelectMany(line => line.Points).Select(point => Math.Abs(point.Value))
            .Where(double.IsFinite);
        return Math.Max(values.DefaultIfEmpty(0).Max() * 0.01, 1e-6);
    }

    // one legend for all panels
    private static bool HasTitle(PlotModel model, Curve curve) =>
        !model.Series.Any(series => series.Title == Name(curve.Subject));

    private static LineSeries Series(Curve curve, string key, bool hasTitle)
    {
        OxyColor color = curve.Subject == CurveSubject.Training ? PlotStyle.Blue : PlotStyle.Vermilion;
        var series = new LineSeries
        {
            YAxisKey = key,
            Title = hasTitle ? Name(curve.Subject) : null,
            Color = color,
            StrokeThickness = 2,
            LineStyle = LineStyle.Solid,
            MarkerType = curve.Subject == CurveSubject.Training ? MarkerType.Circle : MarkerType.Square,
            MarkerSize = curve.Points.Count > 60 ? 0 : 3,
            MarkerFill = color,
        };
        series.Points.AddRange(curve.Points.Select(point => new DataPoint(point.Epoch, point.Value)));
        return series;
    }

    private static string Name(CurveSubject subject) =>
        subject == CurveSubject.Training ? "training examples" : "validation examples";
}
