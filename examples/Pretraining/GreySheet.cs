using NetDsl;
using StbImageWriteSharp;

namespace PretrainingExample;

/// <summary>Grey pictures of 28×28 side by side.</summary>
internal static class GreySheet
{
    private const int Side = 28;
    public const int Columns = 16;
    private const int Most = 160;
    private const int Zoom = 2;
    private const int Cell = Side * Zoom + 2;
    private const byte Paper = 255;

    /// <summary>What each hidden unit looks for: dark where it wants no ink, bright where it wants some, each from its
    /// own least to its own greatest weight.</summary>
    /// <param name="weights">[units, 784]</param>
    public static void SaveFilters(string path, ParameterTensor weights) => Save(path, weights.ToArray(), values =>
    {
        float largest = 0;
        foreach (float value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return value => 127.5f + 127.5f * value / Math.Max(largest, float.Epsilon);
    });

    /// <summary>Pictures of 0 to 1.</summary>
    /// <param name="pixels">[count, 784]</param>
    public static void SavePictures(string path, float[] pixels) => Save(path, pixels, _ => value => 255 * value);

    private delegate Func<float, float> Scale(ReadOnlySpan<float> picture);

    private static void Save(string path, float[] pictures, Scale scale)
    {
        int size = Side * Side;
        int count = Math.Min(Most, pictures.Length / size);
        int columns = Math.Min(Columns, count);
        int width = columns * Cell + 2;
        int height = (count + columns - 1) / columns * Cell + 2;
        var sheet = new byte[width * height];
        sheet.AsSpan().Fill(Paper);
        for (int i = 0; i < count; i++)
        {
            float[] picture = pictures[(i * size)..((i + 1) * size)];
            Func<float, float> grey = scale(picture);
            for (int y = 0; y < Side * Zoom; y++)
            {
                int row = (i / columns * Cell + 2 + y) * width + i % columns * Cell + 2;
                for (int x = 0; x < Side * Zoom; x++)
                {
                    sheet[row + x] = (byte)Math.Clamp(grey(picture[y / Zoom * Side + x / Zoom]), 0, 255);
                }
            }
        }

        string temporary = path + ".tmp";
        using (FileStream file = File.Create(temporary))
        {
            new ImageWriter().WritePng(sheet, width, height, ColorComponents.Grey, file);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
