using NetDsl;
using StbImageWriteSharp;

namespace CifarExample;

/// <summary>Small colour pictures side by side.</summary>
internal sealed class PictureSheet
{
    private const int Gap = 2;
    private const byte Paper = 255;
    private const int MostImages = 200;

    private readonly byte[] pixels;
    private readonly int width;
    private readonly int height;

    private PictureSheet(IReadOnlyList<byte[]> pictures, int side, int zoom, int columns)
    {
        int cell = side * zoom + Gap;
        int rows = (pictures.Count + columns - 1) / columns;
        (width, height) = (columns * cell + Gap, Math.Max(rows, 1) * cell + Gap);
        pixels = new byte[3 * width * height];
        pixels.AsSpan().Fill(Paper);
        for (int i = 0; i < pictures.Count; i++)
        {
            Draw(pictures[i], side, zoom, Gap + i % columns * cell, Gap + i / columns * cell);
        }
    }

    /// <summary>The filters of a first convolution over red, green and blue: each from its own darkest to its own brightest value.</summary>
    /// <param name="weights">[filters, 3, side, side]</param>
    public static PictureSheet OfFilters(ParameterTensor weights)
    {
        int side = weights.Shape.Sizes[^1];
        int size = 3 * side * side;
        float[] values = weights.ToArray();
        var pictures = new List<byte[]>();
        for (int start = 0; start < values.Length; start += size)
        {
            float[] filter = values[start..(start + size)];
            float range = Math.Max(filter.Max(Math.Abs), float.Epsilon);
            pictures.Add([.. filter.Select(value => (byte)(127.5f + 127 * value / range))]);
        }

        return new PictureSheet(pictures, side, zoom: 12, columns: 8);
    }

    /// <summary>The first of some images, as they are.</summary>
    public static PictureSheet OfImages(IEnumerable<Image> images) =>
        new([.. images.Take(MostImages).Select(image => image.Pixels.ToArray())], side: 32, zoom: 2, columns: 20);

    /// <summary>Writes a PNG.</summary>
    public void Save(string path)
    {
        string temporary = path + ".tmp";
        using (FileStream file = File.Create(temporary))
        {
            new ImageWriter().WritePng(pixels, width, height, ColorComponents.RedGreenBlue, file);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <param name="picture">[3, side, side]</param>
    private void Draw(byte[] picture, int side, int zoom, int left, int top)
    {
        for (int y = 0; y < side * zoom; y++)
        {
            for (int x = 0; x < side * zoom; x++)
            {
                int from = y / zoom * side + x / zoom;
                int to = 3 * ((top + y) * width + left + x);
                for (int channel = 0; channel < 3; channel++)
                {
                    pixels[to + channel] = picture[channel * side * side + from];
                }
            }
        }
    }
}
