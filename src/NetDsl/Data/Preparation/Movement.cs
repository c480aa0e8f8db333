namespace NetDsl;

/// <summary>Turns, moves and mirrors planes of an image, or a signal as a plane of one row.</summary>
internal static class Movement
{
    /// <summary>Whole pixels: each row is a stretch of another and zeros.</summary>
    /// <param name="source">[planes, height, width]</param>
    /// <param name="destination">[planes, height, width]</param>
    internal static void Move(
        ReadOnlySpan<float> source, Span<float> destination, int height, int width, in Variation variation)
    {
        int from = Math.Max(0, -variation.Right);
        int length = Math.Max(0, width - Math.Abs(variation.Right));
        int rows = source.Length / width;
        for (int row = 0; row < rows; row++)
        {
            Span<float> line = destination.Slice(row * width, width);
            int y = row % height - variation.Down;
            if ((uint)y >= (uint)height || length == 0)
            {
                line.Clear();
                continue;
            }

            int to = from + variation.Right;
            line[..to].Clear();
            source.Slice((row - variation.Down) * width + from, length).CopyTo(line[to..]);
            line[(to + length)..].Clear();
            if (variation.IsMirrored)
            {
                line.Reverse();
            }
        }
    }

    /// <summary>As <see cref="Move"/>, turned about the middle before: each pixel is interpolated between the four
    /// around where it comes from, those outside being 0.</summary>
    internal static void Turn(
        ReadOnlySpan<float> source, Span<float> destination, int height, int width, in Variation variation)
    {
        var (sine, cosine) = SineAndCosine(variation.Degrees);
        float middleX = (width - 1) / 2f;
        float middleY = (height - 1) / 2f;
        int size = height * width;
        for (int y = 0; y < height; y++)
        {
            float v = y - variation.Down - middleY;
            for (int x = 0; x < width; x++)
            {
                float u = (variation.IsMirrored ? width - 1 - x : x) - variation.Right - middleX;
                float sourceX = cosine * u - sine * v + middleX;
                float sourceY = sine * u + cosine * v + middleY;
                var point = new Point(sourceX, sourceY, height, width);
                for (int plane = 0; plane < source.Length; plane += size)
                {
                    destination[plane + y * width + x] = point.Of(source.Slice(plane, size));
                }
            }
        }
    }

    /// <summary>Taylor's series, ten digits over ±180°: exact arithmetic alone, the same on every machine, unlike
    /// Math.Sin.</summary>
    internal static (float Sine, float Cosine) SineAndCosine(float degrees)
    {
        double angle = degrees * (Math.PI / 180);
        double sine = 0;
        double cosine = 0;
        double term = 1;
        for (int i = 0; i < 28; i += 2)
        {
            cosine += term;
            term *= angle / (i + 1);
            sine += term;
            term *= -angle / (i + 2);
        }

        return ((float)sine, (float)cosine);
    }

    /// <summary>A place between pixels, and the four around it.</summary>
    private readonly ref struct Point
    {
        private readonly int corner;
        private readonly int width;
        private readonly float right;
        private readonly float down;
        private readonly bool hasLeft;
        private readonly bool hasRight;
        private readonly bool hasTop;
        private readonly bool hasBottom;

        internal Point(float x, float y, int height, int width)
        {
            float left = MathF.Floor(x);
            float top = MathF.Floor(y);
            (right, down, this.width) = (x - left, y - top, width);
            int column = (int)left;
            int row = (int)top;
            (hasLeft, hasRight) = ((uint)column < (uint)width, (uint)(column + 1) < (uint)width);
            (hasTop, hasBottom) = ((uint)row < (uint)height, (uint)(row + 1) < (uint)height);
            corner = row * width + column;
        }

        internal float Of(ReadOnlySpan<float> plane)
        {
            float topLeft = hasTop && hasLeft ? plane[corner] : 0;
            float topRight = hasTop && hasRight ? plane[corner + 1] : 0;
            float bottomLeft = hasBottom && hasLeft ? plane[corner + width] : 0;
            float bottomRight = hasBottom && hasRight ? plane[corner + width + 1] : 0;
            float above = topLeft * (1 - right) + topRight * right;
            float below = bottomLeft * (1 - right) + bottomRight * right;
            return above * (1 - down) + below * down;
        }
    }
}
