using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Asks the second cache for what a panel will be packed of, line by line: as many at once as the cache has
/// misses to wait for would stop the product meanwhile. In memory lines are rows, or columns.</summary>
internal unsafe struct PanelPrefetch
{
    private readonly nint stride;
    private readonly int values;
    private float* line;
    private int left;

    /// <summary>Depths k … k + depth − 1 of some columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PanelPrefetch(MatrixView b, int k, int depth, int column, int columns)
    {
        bool areRows = b.ColumnStride == 1;
        line = b.At(k, column);
        stride = areRows ? b.RowStride : b.ColumnStride;
        values = areRows ? columns : depth;
        left = areRows || values == 0 ? depth : columns;
    }

    /// <summary>Those not yet asked for.</summary>
    public readonly int Lines => left;

    /// <summary>Asks for the next ones, as far as there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(int count)
    {
        int taken = Math.Min(count, left);
        if (taken > 0)
        {
            RowsPrefetch.Ask(line, stride, taken, values);
            line += taken * stride;
            left -= taken;
        }
    }
}
