namespace NetDsl;

/// <summary>Random orthogonal matrices: Saxe et al. 2014.</summary>
internal static class OrthogonalMatrix
{
    /// <summary>Fills a matrix [rows, columns] whose shorter side's vectors have length 1 and stand at right
    /// angles.</summary>
    internal static void Fill(RandomStream random, Span<float> matrix, int rows)
    {
        int columns = matrix.Length / rows;
        (int count, int size) = rows <= columns ? (rows, columns) : (columns, rows);
        var vectors = new double[count * size];
        for (int i = 0; i < count; i++)
        {
            Span<double> vector = vectors.AsSpan(i * size, size);
            foreach (ref double value in vector)
            {
                value = random.NextNormal();
            }

            // Gram and Schmidt, twice: once leaves rounding errors along the earlier vectors
            Orthogonalize(vector, vectors.AsSpan(0, i * size));
            Orthogonalize(vector, vectors.AsSpan(0, i * size));
            double length = Math.Sqrt(Dot(vector, vector));
            foreach (ref double value in vector)
            {
                value /= length;
            }
        }

        for (int i = 0; i < matrix.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, columns);
            matrix[i] = (float)(rows <= columns ? vectors[row * size + column] : vectors[column * size + row]);
        }
    }

    private static void Orthogonalize(Span<double> vector, ReadOnlySpan<double> earlier)
    {
        for (; !earlier.IsEmpty; earlier = earlier[vector.Length..])
        {
            ReadOnlySpan<double> other = earlier[..vector.Length];
            double projection = Dot(vector, other);
            for (int i = 0; i < vector.Length; i++)
            {
                vector[i] -= projection * other[i];
            }
        }
    }

    // four sums in a fixed order whatever the vector width, so that a seed means the same everywhere
    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double a = 0, b = 0, c = 0, d = 0;
        int i = 0;
        for (; i + 4 <= left.Length; i += 4)
        {
            a += left[i] * right[i];
            b += left[i + 1] * right[i + 1];
            c += left[i + 2] * right[i + 2];
            d += left[i + 3] * right[i + 3];
        }

        for (; i < left.Length; i++)
        {
            a += left[i] * right[i];
        }

        return a + b + (c + d);
    }
}
