namespace NetDsl;

/// <summary>One side of a <see cref="ResizeFrame"/>: what each new pixel is the weighted mean of.</summary>
internal sealed class ResizeSide
{
    private readonly int[] starts;
    private readonly float[][] weights;

    /// <param name="low">Where the part that is taken begins in the source, in pixels.</param>
    /// <param name="length">How long it is.</param>
    private ResizeSide(int sourceSize, int size, int first, int last, double low, double length)
    {
        (SourceSize, Size, First, Last) = (sourceSize, size, first, last);
        starts = new int[size];
        weights = new float[size][];
        double ratio = length / (last - first);
        // the triangle reaches one pixel of the coarser of the two
        double reach = Math.Max(ratio, 1);
        for (int i = first; i < last; i++)
        {
            double centre = low + (i - first + 0.5) * ratio;
            int start = Math.Max(0, (int)Math.Floor(centre - reach + 0.5));
            int end = Math.Min(sourceSize, (int)Math.Floor(centre + reach + 0.5));
            (starts[i], weights[i]) = (start, Triangle(start, end, centre, reach));
        }
    }

    /// <summary>Pixels of the source.</summary>
    internal int SourceSize { get; }

    /// <summary>Pixels of the destination.</summary>
    internal int Size { get; }

    /// <summary>The first pixel of the destination that something goes to.</summary>
    internal int First { get; }

    /// <summary>One past the last.</summary>
    internal int Last { get; }

    internal (int From, float[] Weights) Weights(int index) => (starts[index], weights[index]);

    /// <summary>The whole source over the whole destination.</summary>
    internal static ResizeSide Whole(int sourceSize, int size) => new(sourceSize, size, 0, size, 0, sourceSize);

    /// <summary>The source at a scale, its middle on the destination's.</summary>
    internal static ResizeSide Scaled(int sourceSize, int size, double scale)
    {
        double scaled = sourceSize * scale;
        if (scaled >= size)
        {
            double length = size / scale;
            return new ResizeSide(sourceSize, size, 0, size, (sourceSize - length) / 2, length);
        }

        int inside = Math.Clamp((int)Math.Round(scaled), 1, size);
        int first = (size - inside) / 2;
        return new ResizeSide(sourceSize, size, first, first + inside, 0, sourceSize);
    }

    private static float[] Triangle(int start, int end, double centre, double reach)
    {
        var values = new double[Math.Max(1, end - start)];
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Math.Max(0, 1 - Math.Abs(start + i + 0.5 - centre) / reach);
            sum += values[i];
        }

        return Array.ConvertAll(values, value => (float)(value / sum));
    }
}
