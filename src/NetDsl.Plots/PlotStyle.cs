using System.Globalization;
using OxyPlot;
using OxyPlot.Legends;

namespace NetDsl;

/// <summary>What all plots have in common.</summary>
internal static class PlotStyle
{
    internal const double Width = 900;
    internal const double FontSize = 14;
    private const string Font = "Arial";

    // told apart by those who do not see red or green, and in grey: Okabe and Ito 2008
    internal static readonly OxyColor Blue = OxyColor.FromRgb(0, 114, 178);
    internal static readonly OxyColor Vermilion = OxyColor.FromRgb(213, 94, 0);
    internal static readonly OxyColor Green = OxyColor.FromRgb(0, 158, 115);
    internal static readonly OxyColor Purple = OxyColor.FromRgb(204, 121, 167);
    internal static readonly OxyColor Orange = OxyColor.FromRgb(230, 159, 0);
    internal static readonly OxyColor Grid = OxyColor.FromRgb(225, 225, 225);
    internal static readonly OxyColor Line = OxyColor.FromRgb(110, 110, 110);

    internal static PlotModel NewModel(string title) => new()
    {
        Title = title,
        Culture = CultureInfo.InvariantCulture,
        DefaultFont = Font,
        DefaultFontSize = FontSize,
        TitleFontSize = 16,
        TitleFontWeight = FontWeights.Bold,
        Background = OxyColors.White,
        PlotAreaBorderThickness = new OxyThickness(0),
        Padding = new OxyThickness(10, 10, 20, 10),
    };

    /// <summary>With a legend below.</summary>
    internal static void Export(PlotModel model, double height, Stream stream)
    {
        model.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside,
            LegendPosition = LegendPosition.BottomCenter,
            LegendOrientation = LegendOrientation.Horizontal,
            LegendBorderThickness = 0,
            LegendFontSize = FontSize,
            LegendSymbolLength = 30,
        });
        var exporter = new SvgExporter
        {
            Width = Width,
            Height = height,
            TextMeasurer = new GenerousText(),
            // not every viewer knows where SVG puts a text's base line otherwise
            UseVerticalTextAlignmentWorkaround = true,
        };
        exporter.Export(model, stream);
    }

    /// <summary>Written beside the file and then renamed.</summary>
    /// <exception cref="MetricsException">The file cannot be written; the message says why.</exception>
    internal static void Save(string path, Action<Stream> write)
    {
        using var svg = new MemoryStream();
        write(svg);
        try
        {
            AtomicFile.Write(path, stream => stream.Write(svg.GetBuffer().AsSpan(0, (int)svg.Length)));
        }
        catch (WeightsException exception)
        {
            throw new MetricsException(exception.Message, exception);
        }
    }
}
