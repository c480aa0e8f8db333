using NetDsl;

namespace Filters;

/// <summary>A picture for want of another: a house with a striped roof under the sun, fine lines in the lawn.</summary>
internal static class SamplePicture
{
    private static readonly Colour Wall = new(0.85f, 0.72f, 0.52f);
    private static readonly Colour Roof = new(0.62f, 0.20f, 0.16f);
    private static readonly Colour Tile = new(0.75f, 0.32f, 0.24f);
    private static readonly Colour Glass = new(0.25f, 0.35f, 0.50f);
    private static readonly Colour Frame = new(0.97f, 0.97f, 0.94f);
    private static readonly Colour Sun = new(1.00f, 0.88f, 0.35f);
    private static readonly Colour Lawn = new(0.22f, 0.52f, 0.20f);
    private static readonly Colour Blade = new(0.36f, 0.68f, 0.28f);

    /// <summary>The picture, in three channels.</summary>
    public static Image Draw(int height, int width)
    {
        var pixels = new byte[3 * height * width];
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                Colour colour = At((column + 0.5f) / height, (row + 0.5f) / height, row, column);
                pixels[(row * width) + column] = (byte)(255 * colour.Red);
                pixels[((height + row) * width) + column] = (byte)(255 * colour.Green);
                pixels[((2 * height + row) * width) + column] = (byte)(255 * colour.Blue);
            }
        }

        return new Image(pixels, 3, height, width);
    }

    /// <summary>x and y in heights of the picture, from its upper left corner.</summary>
    private static Colour At(float x, float y, int row, int column)
    {
        // the roof's slopes fall from its ridge at (0.55, 0.25) to 0.35 on each side
        float slope = Math.Abs(x - 0.55f);
        if (y is > 0.25f and < 0.48f && slope < 0.36f * (y - 0.25f) / 0.23f)
        {
            return row / 4 % 2 == 0 ? Roof : Tile;
        }

        if (y is >= 0.48f and < 0.82f && slope < 0.28f)
        {
            return House(x - 0.27f, y - 0.48f);
        }

        if (y >= 0.75f)
        {
            return (column + (row * 3)) % 5 == 0 ? Blade : Lawn;
        }

        float fromSun = MathF.Sqrt(((x - 1.12f) * (x - 1.12f)) + ((y - 0.2f) * (y - 0.2f)));
        return fromSun < 0.11f ? Sun : new Colour(0.35f + (0.45f * y), 0.60f + (0.30f * y), 0.95f);
    }

    /// <summary>x and y from the wall's upper left corner; the wall is 0.56 wide and 0.34 high.</summary>
    private static Colour House(float x, float y)
    {
        if (x is > 0.36f and < 0.48f && y > 0.1f)
        {
            return Roof;
        }

        if (x is > 0.08f and < 0.26f && y is > 0.08f and < 0.22f)
        {
            float across = (x - 0.08f) % 0.09f;
            float down = (y - 0.08f) % 0.07f;
            return across is > 0.01f and < 0.08f && down is > 0.01f and < 0.06f ? Glass : Frame;
        }

        return Wall;
    }

    /// <summary>Each part 0 … 1.</summary>
    private readonly record struct Colour(float Red, float Green, float Blue);
}
