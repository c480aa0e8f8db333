using NetDsl;
using StbImageWriteSharp;

namespace Digits;

/// <summary>A PNG of all misread digits, new rows for each digit that was meant; below each image the digit and what it
/// was read as: <c>4→9</c>.</summary>
internal static class ContactSheet
{
    private const int Zoom = 3;
    private const int Columns = 12;
    private const int Margin = 8;
    private const int CaptionHeight = 5 * Zoom + 6;
    private const byte Paper = 255;

    /// <summary>Writes the sheet; with nothing misread, an empty one.</summary>
    public static void Save(string path, IReadOnlyCollection<Misread> misread)
    {
        int tile = Zoom * misread.Select(digit => Math.Max(digit.Image.Width, digit.Image.Height)).DefaultIfEmpty(28).Max();
        Misread[][] rows = [.. misread.OrderBy(digit => digit.Actual).ThenBy(digit => digit.Predicted)
            .GroupBy(digit => digit.Actual).SelectMany(group => group.Chunk(Columns))];
        var sheet = new GreyPicture(
            Margin + Columns * (tile + Margin), Margin + rows.Length * (tile + CaptionHeight + Margin), Paper);
        for (int row = 0; row < rows.Length; row++)
        {
            int top = Margin + row * (tile + CaptionHeight + Margin);
            for (int column = 0; column < rows[row].Length; column++)
            {
                Misread digit = rows[row][column];
                int left = Margin + column * (tile + Margin);
                sheet.DrawImage(digit.Image, left, top, Zoom);
                string caption = $"{digit.Actual}→{digit.Predicted}";
                int indent = (tile - GreyPicture.TextWidth(caption, Zoom)) / 2;
                sheet.DrawText(caption, left + indent, top + tile + 3, Zoom, ink: 60);
            }
        }

        using FileStream file = File.Create(path);
        new ImageWriter().WritePng(sheet.Pixels, sheet.Width, sheet.Height, ColorComponents.Grey, file);
    }
}
