namespace NetDsl;

/// <summary>Which part of an image goes where on one of another size, along each side.</summary>
internal sealed class ResizeFrame
{
    private readonly ResizeSide rows;
    private readonly ResizeSide columns;
    private readonly float[] between;

    private ResizeFrame(ResizeSide rows, ResizeSide columns)
    {
        (this.rows, this.columns) = (rows, columns);
        between = new float[rows.SourceSize * columns.Size];
    }

    /// <param name="resize">Not <see cref="Resize.None"/>.</param>
    internal static ResizeFrame Of(Resize resize, int sourceHeight, int sourceWidth, int height, int width)
    {
        double down = (double)height / sourceHeight;
        double across = (double)width / sourceWidth;
        double scale = resize == Resize.Fit ? Math.Min(down, across) : Math.Max(down, across);
        return resize == Resize.Stretch
            ? new(ResizeSide.Whole(sourceHeight, height), ResizeSide.Whole(sourceWidth, width))
            : new(ResizeSide.Scaled(sourceHeight, height, scale), ResizeSide.Scaled(sourceWidth, width, scale));
    }

    /// <summary>Resamples one plane: rows first, then columns, rounded to the nearest byte at the end.</summary>
    /// <param name="destination">Black where nothing goes.</param>
    internal void Resample(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        // [source height, columns]
        for (int y = 0; y < rows.SourceSize; y++)
        {
            ReadOnlySpan<byte> row = source.Slice(y * columns.SourceSize, columns.SourceSize);
            Span<float> line = between.AsSpan(y * columns.Size, columns.Size);
            for (int x = columns.First; x < columns.Last; x++)
            {
                var (from, weights) = columns.Weights(x);
                float sum = 0;
                for (int i = 0; i < weights.Length; i++)
                {
                    sum += row[from + i] * weights[i];
                }

                line[x] = sum;
            }
        }

        for (int y = rows.First; y < rows.Last; y++)
        {
            var (from, weights) = rows.Weights(y);
            for (int x = columns.First; x < columns.Last; x++)
            {
                float sum = 0;
                for (int i = 0; i < weights.Length; i++)
                {
                    sum += between[(from + i) * columns.Size + x] * weights[i];
                }

                destination[y * columns.Size + x] = (byte)Math.Clamp(sum + 0.5f, 0, 255);
            }
        }
    }
}
