using OxyPlot;

namespace NetDsl;

/// <summary>Measures text as somewhat wider than Arial: whoever shows the SVG may have another font in its place, and
/// what is measured is where it is cut off.</summary>
internal sealed class GenerousText() : PdfRenderContext(1, 1, OxyColors.White)
{
    // measured in points, drawn in pixels; and DejaVu Sans, a usual replacement, is a fifth wider
    private const double Wider = 4.0 / 3 * 1.2;
    private const double Higher = 1.2;

    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight)
    {
        OxySize size = base.MeasureText(text, fontFamily, fontSize, fontWeight);
        return new OxySize(size.Width * Wider, Higher * size.Height);
    }
}
