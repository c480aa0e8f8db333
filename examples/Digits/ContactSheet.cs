using NetDsl;
using StbImageWriteSharp;

namespace Digits;

/// <summary>A PNG of all misread digits: a group of rows for each digit that was meant, named at the left; below each
/// image what it was read as.</summary>
internal static class ContactSheet
{
    private const int Zoom = 2;
    private const int Columns = 16;
    private const int Margin = 8;
    private const int Caption = 5 * Zoom + 6;
    private const byte Paper = 255;

    /// <summary>Writes the sheet; with nothing misread, an empty one.</summary>
    public static void Save(string path, IReadOnlyCollection<Misread> misread)
    {
        int tile = Zoom * misread.Select(digit => Math.Max(digit.Image.Width, digit.Image.Height)).DefaultIfEmpty(28).Max();
        Misread[][] rows = [.. misread.OrderBy(digit => digit.Actual).ThenBy(digit => digit.Predicted)
            .GroupBy(digit => digit.Actual).SelectMany(group => group.Chunk(Columns))];
        int left = Margin + 3 * 3 * Zoom + Margin;
        var sheet = new GreyPicture(left + Columns * (tile + Margin), Margin + rows.Length * (tile + Caption + Margin), Paper);
        for (int row = 0; row < rows.Length; row++)
        {
            int top = Margin + row * (tile + Caption + Margin);
            sheet.DrawNumber(rows[row][0].Actual, Margin, top + tile / 2 - 5 * Zoom, 3 * Zoom, ink: 0);
            for (int column = 0; column < rows[row].Length; column++)
            {
                Misread digit = rows[row][column];
                int x = left + column * (tile + Margin);
                sheet.DrawImage(digit.Image, x, top, Zoom);
                sheet.DrawNumber(digit.Predicted, x + tile / 2 - 3, top + tile + 3, Zoom, ink: 90);
            }
        }

        using FileStream file = File.Create(path);
        new ImageWriter().WritePng(sheet.Pixels, sheet.Width, sheet.Height, ColorComponents.Grey, file);
    }
}
