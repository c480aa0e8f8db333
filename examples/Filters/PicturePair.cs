using StbImageWriteSharp;

namespace Filters;

/// <summary>Two pictures side by side, before and after.</summary>
internal static class PicturePair
{
    private const int Gap = 8;

    /// <summary>Writes a PNG; values below 0 become black, those above 1 white.</summary>
    /// <param name="before">[3, height, width], 0 … 1.</param>
    /// <param name="after">As before.</param>
    public static void Save(
        string path, ReadOnlySpan<float> before, ReadOnlySpan<float> after, int height, int width)
    {
        int whole = (2 * width) + Gap;
        var pixels = new byte[3 * height * whole];
        pixels.AsSpan().Fill(255);
        Draw(pixels, before, height, width, whole, left: 0);
        Draw(pixels, after, height, width, whole, left: width + Gap);
        using FileStream file = File.Create(path);
        new ImageWriter().WritePng(pixels, whole, height, ColorComponents.RedGreenBlue, file);
    }

    private static void Draw(
        byte[] pixels, ReadOnlySpan<float> values, int height, int width, int whole, int left)
    {
        for (int i = 0; i < values.Length; i++)
        {
            int channel = i / (height * width);
            int row = i / width % height;
            int at = (((row * whole) + left + (i % width)) * 3) + channel;
            pixels[at] = (byte)MathF.Round(255 * Math.Clamp(values[i], 0, 1));
        }
    }
}
