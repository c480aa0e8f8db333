using OxyPlot;
using OxyPlot.Annotations;

namespace NetDsl;

/// <summary>Where stages begin, with their names, and the epoch whose weights a stop rule kept.</summary>
internal static class StageMarks
{
    /// <param name="axes">The keys of the panels' axes: each panel has the lines, the first their texts.</param>
    internal static void Add(PlotModel model, IReadOnlyList<StageReport> stages, IReadOnlyList<string> axes)
    {
        int done = 0;
        foreach (StageReport stage in stages)
        {
            if (stages.Count > 1)
            {
                AddLines(done + 0.5, stage.Name, LineStyle.Solid);
            }

            if (stage.BestEpoch is { } best)
            {
                AddLines(done + best, "kept", LineStyle.Dash);
            }

            done += stage.Epochs.Count;
        }

        void AddLines(double epoch, string text, LineStyle style)
        {
            foreach (string axis in axes)
            {
                model.Annotations.Add(Line(epoch, axis, axis == axes[0] ? text : null, style));
            }
        }
    }

    private static LineAnnotation Line(double epoch, string axis, string? text, LineStyle style) => new()
    {
        Type = LineAnnotationType.Vertical,
        YAxisKey = axis,
        X = epoch,
        Text = text,
        Color = PlotStyle.Line,
        LineStyle = style,
        StrokeThickness = 1,
        TextColor = PlotStyle.Line,
        FontSize = PlotStyle.FontSize - 2,
        // to the right of the line, ending at its upper end
        TextVerticalAlignment = VerticalAlignment.Top,
        TextLinePosition = 1,
        TextMargin = 3,
    };
}
