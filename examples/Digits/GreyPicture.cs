using NetDsl;

namespace Digits;

/// <summary>A grey picture to draw images and captions on: 0 is black, 255 white.</summary>
internal sealed class GreyPicture
{
    private const string Characters = "0123456789→";

    // each 3 × 5 pixels, a row after the other
    private static readonly string[] Font =
    [
        "####.##.##.####", ".#.##..#..#.###", "##...#.#.#..###", "##...#.#...###.", "#.##.####..#..#", "####..##...###.",
        ".###..####.####", "###..#.#..#..#.", "####.#####.####", "####.####..###.", "...#...#.#.....",
    ];

    public GreyPicture(int width, int height, byte paper)
    {
        (Width, Height, Pixels) = (width, height, new byte[width * height]);
        Pixels.AsSpan().Fill(paper);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>[height, width]</summary>
    public byte[] Pixels { get; }

    /// <summary>Draws the image's first channel, bright pixels as ink.</summary>
    public void DrawImage(Image image, int left, int top, int zoom)
    {
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                Fill(left + x * zoom, top + y * zoom, zoom, (byte)(255 - image.Pixels[y * image.Width + x]));
            }
        }
    }

    /// <summary>Pixels that a text of digits and arrows takes.</summary>
    public static int TextWidth(string text, int zoom) => (4 * text.Length - 1) * zoom;

    /// <summary>Draws a text of digits and arrows, each 3 × 5 squares of <paramref name="zoom"/> pixels.</summary>
    public void DrawText(string text, int left, int top, int zoom, byte ink)
    {
        foreach (char character in text)
        {
            string glyph = Font[Characters.IndexOf(character)];
            for (int i = 0; i < glyph.Length; i++)
            {
                if (glyph[i] == '#')
                {
                    Fill(left + i % 3 * zoom, top + i / 3 * zoom, zoom, ink);
                }
            }

            left += 4 * zoom;
        }
    }

    private void Fill(int left, int top, int size, byte value)
    {
        for (int y = top; y < top + size; y++)
        {
            Pixels.AsSpan(y * Width + left, size).Fill(value);
        }
    }
}
