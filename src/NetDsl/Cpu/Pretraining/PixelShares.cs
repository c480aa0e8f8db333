using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Of each pixel of a pooling's input one over the number of windows that see it: that of its row times that
/// of its column.</summary>
internal static unsafe class PixelShares<TShape>
    where TShape : struct, IPoolingShape
{
    /// <summary>Floats of <see cref="Write"/>.</summary>
    public static int Size => TShape.Height + TShape.Width;

    /// <summary>Whether no two windows see one pixel.</summary>
    public static bool AreWhole => TShape.StrideY >= TShape.WindowHeight && TShape.StrideX >= TShape.WindowWidth;

    /// <summary>The columns' shares, then the rows'.</summary>
    public static void Write(float* shares)
    {
        new Span<float>(shares, Size).Clear();
        float* ofRows = shares + TShape.Width;
        for (int column = 0; column < TShape.OutputWidth; column++)
        {
            var (left, right) = PoolingPlan<TShape>.Columns(column);
            Count(shares, left, right);
        }

        for (int row = 0; row < TShape.OutputHeight; row++)
        {
            var (top, bottom) = PoolingPlan<TShape>.Rows(row);
            Count(ofRows, top, bottom);
        }

        for (int i = 0; i < Size; i++)
        {
            shares[i] = 1 / Math.Max(1, shares[i]);
        }
    }

    /// <summary>to [Height, Width] = from · shares; may be in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TLanes, TVector>(float* shares, float* from, float* to)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int row = 0; row < TShape.Height; row++)
        {
            float ofRow = shares[TShape.Width + row];
            TVector broadcast = TLanes.Broadcast(ofRow);
            int column = 0;
            for (; column <= TShape.Width - TLanes.Count; column += TLanes.Count)
            {
                TVector share = TLanes.Multiply(broadcast, TLanes.Load(shares + column));
                TLanes.Store(to + column, TLanes.Multiply(share, TLanes.Load(from + column)));
            }

            for (; column < TShape.Width; column++)
            {
                to[column] = ofRow * shares[column] * from[column];
            }

            from += TShape.Width;
            to += TShape.Width;
        }
    }

    private static void Count(float* windows, int first, int end)
    {
        for (int i = first; i < end; i++)
        {
            windows[i]++;
        }
    }
}
