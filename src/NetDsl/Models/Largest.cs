namespace NetDsl;

/// <summary>The place of the largest value.</summary>
internal static class Largest
{
    /// <summary>The first of equals.</summary>
    internal static int IndexIn(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
            {
                best = i;
            }
        }

        return best;
    }
}
