using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>
/// A plane as one line of values with margins, for windows that move by one and give as many outputs as there are pixels,
/// as Inception's: vectors are full whatever the plane's width, and a window's pixels are as far from its output wherever
/// that lies.
/// </summary>
internal static unsafe class PoolingLine<TShape>
    where TShape : struct, IPoolingShape
{
    /// <summary>Values of the longest vector.</summary>
    private const int Longest = 16;

    /// <summary>Whether the shape is such a one. No window is wider than the plane: then each of its pixels lies at a
    /// distance of its own.</summary>
    public static bool Fits =>
        PoolingPlan<TShape>.IsByRows && TShape.StrideY == 1 && TShape.StrideX == 1
        && TShape.OutputHeight == TShape.Height && TShape.OutputWidth == TShape.Width
        && TShape.WindowWidth <= TShape.Width;

    /// <summary>Floats of a line.</summary>
    public static int Size => (2 * Margin) + RoundUp(PoolingPlan<TShape>.InputPlane);

    /// <summary>Where the plane begins in a line. As much lies behind it: what windows reach, and what is left of a
    /// vector.</summary>
    public static int Margin => RoundUp((TShape.WindowHeight * TShape.Width) + TShape.WindowWidth + Longest);

    /// <summary>Makes a line's margins padding.</summary>
    public static void Pad(float* line, float padding)
    {
        int behind = Margin + PoolingPlan<TShape>.InputPlane;
        new Span<float>(line, Margin).Fill(padding);
        new Span<float>(line + behind, Size - behind).Fill(padding);
    }

    /// <summary>A plane's values to their line.</summary>
    public static void Copy(float* plane, float* line) => Buffer.MemoryCopy(
        plane, line + Margin, PoolingPlan<TShape>.InputPlane * sizeof(float), PoolingPlan<TShape>.InputPlane * sizeof(float));

    /// <summary>The places of the first vector's values, modulo <paramref name="period"/>.</summary>
    public static TVector Places<TLanes, TVector>(int period)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* places = stackalloc float[TLanes.Count];
        for (int i = 0; i < TLanes.Count; i++)
        {
            places[i] = i % period;
        }

        return TLanes.Load(places);
    }

    /// <summary>Stores the values from <paramref name="place"/> on, and none behind the plane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes, TVector>(float* plane, int place, TVector values)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (place + TLanes.Count <= PoolingPlan<TShape>.InputPlane)
        {
            TLanes.Store(plane + place, values);
        }
        else
        {
            StoreRest<TLanes, TVector>(plane, place, values);
        }
    }

    private static void StoreRest<TLanes, TVector>(float* plane, int place, TVector values)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* rest = stackalloc float[TLanes.Count];
        TLanes.Store(rest, values);
        for (int i = 0; place + i < PoolingPlan<TShape>.InputPlane; i++)
        {
            plane[place + i] = rest[i];
        }
    }

    private static int RoundUp(int floats) => (floats + Longest - 1) / Longest * Longest;
}
