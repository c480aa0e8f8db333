using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>A row of a tile, whose sums are in registers.</summary>
internal static unsafe class TileRow
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<TLanes, TVector, TRight>(float* to, TVector a, TVector b, TVector c, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRight : struct, ITileRight
    {
        if (accumulate)
        {
            a = TLanes.Add(TLanes.Load(to), a);
            b = TLanes.Add(TLanes.Load(to + TLanes.Count), b);
            c = TRight.Vectors == ITileLoop.Vectors ? TLanes.Add(TLanes.Load(to + (2 * TLanes.Count)), c) : c;
        }

        TLanes.Store(to, a);
        TLanes.Store(to + TLanes.Count, b);
        if (TRight.Vectors == ITileLoop.Vectors)
        {
            TLanes.Store(to + (2 * TLanes.Count), c);
        }
    }
}
