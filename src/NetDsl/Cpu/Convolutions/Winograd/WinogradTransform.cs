using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>
/// The transforms of F(4, 3) in one dimension, of as many tiles at once as a vector has values. They evaluate and
/// interpolate polynomials at 0, ±5/8, ±3/2 and infinity: of the points tried, those with the smallest rounding error, about
/// twice a plain sum's; the usual 0, ±1, ±2 have four times a plain sum's. They read <c>fromStep</c> apart and write
/// <c>toStep</c> apart.
/// </summary>
internal static unsafe class WinogradTransform
{
    private const float A = 0.625f;
    private const float B = 1.5f;
    private const float A2 = A * A;
    private const float B2 = B * B;
    private const float A3 = A * A * A;
    private const float B3 = B * B * B;

    // Π (p − q) over the other points q: at 0, ±A, ±B
    private const float ScaleOf0 = 1 / (A2 * B2);
    private const float ScaleOfA = 1 / (2 * A2 * (A2 - B2));
    private const float ScaleOfB = 1 / (2 * B2 * (B2 - A2));

    /// <summary>Bᵀ d: six pixels to six elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Patch<TLanes, TVector>(float* from, nint fromStep, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => Patch<TLanes, TVector>(
            TLanes.Load(from), TLanes.Load(from + fromStep), TLanes.Load(from + (2 * fromStep)),
            TLanes.Load(from + (3 * fromStep)), TLanes.Load(from + (4 * fromStep)), TLanes.Load(from + (5 * fromStep)),
            to, toStep);

    /// <summary>The same, of pixels that are at hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Patch<TLanes, TVector>(
        TVector x0, TVector x1, TVector x2, TVector x3, TVector x4, TVector x5, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector a = TLanes.Broadcast(A);
        TVector b = TLanes.Broadcast(B);
        TVector minusA2 = TLanes.Broadcast(-A2);
        TVector minusB2 = TLanes.Broadcast(-B2);
        TVector both = TLanes.Broadcast(A2 * B2);
        TVector minusSum = TLanes.Broadcast(-(A2 + B2));
        TVector evenA = TLanes.MultiplyAdd(minusB2, x2, x4);
        TVector oddA = TLanes.Multiply(a, TLanes.MultiplyAdd(minusB2, x1, x3));
        TVector evenB = TLanes.MultiplyAdd(minusA2, x2, x4);
        TVector oddB = TLanes.Multiply(b, TLanes.MultiplyAdd(minusA2, x1, x3));
        TLanes.Store(to, TLanes.MultiplyAdd(both, x0, TLanes.MultiplyAdd(minusSum, x2, x4)));
        TLanes.Store(to + toStep, TLanes.Add(evenA, oddA));
        TLanes.Store(to + (2 * toStep), TLanes.Subtract(evenA, oddA));
        TLanes.Store(to + (3 * toStep), TLanes.Add(evenB, oddB));
        TLanes.Store(to + (4 * toStep), TLanes.Subtract(evenB, oddB));
        TLanes.Store(to + (5 * toStep), TLanes.MultiplyAdd(both, x1, TLanes.MultiplyAdd(minusSum, x3, x5)));
    }

    /// <summary>Aᵀ m: six elements to four values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TVector Y0, TVector Y1, TVector Y2, TVector Y3) Tile<TLanes, TVector>(float* from, nint fromStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector m1 = TLanes.Load(from + fromStep);
        TVector m2 = TLanes.Load(from + (2 * fromStep));
        TVector m3 = TLanes.Load(from + (3 * fromStep));
        TVector m4 = TLanes.Load(from + (4 * fromStep));
        TVector sumA = TLanes.Add(m1, m2);
        TVector differenceA = TLanes.Subtract(m1, m2);
        TVector sumB = TLanes.Add(m3, m4);
        TVector differenceB = TLanes.Subtract(m3, m4);
        TVector last = TLanes.MultiplyAdd(TLanes.Broadcast(A3), differenceA, TLanes.Load(from + (5 * fromStep)));
        return (
            TLanes.Add(TLanes.Load(from), TLanes.Add(sumA, sumB)),
            TLanes.MultiplyAdd(TLanes.Broadcast(B), differenceB, TLanes.Multiply(TLanes.Broadcast(A), differenceA)),
            TLanes.MultiplyAdd(TLanes.Broadcast(B2), sumB, TLanes.Multiply(TLanes.Broadcast(A2), sumA)),
            TLanes.MultiplyAdd(TLanes.Broadcast(B3), differenceB, last));
    }

    /// <summary>A y, the way back of <see cref="Tile"/>: four gradients to six elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TileGradient<TLanes, TVector>(float* from, nint fromStep, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TileGradient<TLanes, TVector>(
            TLanes.Load(from), TLanes.Load(from + fromStep), TLanes.Load(from + (2 * fromStep)),
            TLanes.Load(from + (3 * fromStep)), to, toStep);

    /// <summary>The same, of gradients that are at hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TileGradient<TLanes, TVector>(
        TVector y0, TVector y1, TVector y2, TVector y3, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector evenA = TLanes.MultiplyAdd(TLanes.Broadcast(A2), y2, y0);
        TVector oddA = TLanes.MultiplyAdd(TLanes.Broadcast(A3), y3, TLanes.Multiply(TLanes.Broadcast(A), y1));
        TVector evenB = TLanes.MultiplyAdd(TLanes.Broadcast(B2), y2, y0);
        TVector oddB = TLanes.MultiplyAdd(TLanes.Broadcast(B3), y3, TLanes.Multiply(TLanes.Broadcast(B), y1));
        TLanes.Store(to, y0);
        TLanes.Store(to + toStep, TLanes.Add(evenA, oddA));
        TLanes.Store(to + (2 * toStep), TLanes.Subtract(evenA, oddA));
        TLanes.Store(to + (3 * toStep), TLanes.Add(evenB, oddB));
        TLanes.Store(to + (4 * toStep), TLanes.Subtract(evenB, oddB));
        TLanes.Store(to + (5 * toStep), y3);
    }

    /// <summary>G g: three taps to six elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weights<TLanes, TVector>(float* from, nint fromStep, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector g0 = TLanes.Load(from);
        TVector g1 = TLanes.Load(from + fromStep);
        TVector g2 = TLanes.Load(from + (2 * fromStep));
        TVector ofA = TLanes.Broadcast(ScaleOfA);
        TVector ofB = TLanes.Broadcast(ScaleOfB);
        TVector evenA = TLanes.Multiply(ofA, TLanes.MultiplyAdd(TLanes.Broadcast(A2), g2, g0));
        TVector oddA = TLanes.Multiply(TLanes.Broadcast(A * ScaleOfA), g1);
        TVector evenB = TLanes.Multiply(ofB, TLanes.MultiplyAdd(TLanes.Broadcast(B2), g2, g0));
        TVector oddB = TLanes.Multiply(TLanes.Broadcast(B * ScaleOfB), g1);
        TLanes.Store(to, TLanes.Multiply(TLanes.Broadcast(ScaleOf0), g0));
        TLanes.Store(to + toStep, TLanes.Add(evenA, oddA));
        TLanes.Store(to + (2 * toStep), TLanes.Subtract(evenA, oddA));
        TLanes.Store(to + (3 * toStep), TLanes.Add(evenB, oddB));
        TLanes.Store(to + (4 * toStep), TLanes.Subtract(evenB, oddB));
        TLanes.Store(to + (5 * toStep), g2);
    }

    /// <summary>Gᵀ u, the way back of <see cref="Weights"/>: six gradients to three.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WeightsGradient<TLanes, TVector>(float* from, nint fromStep, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector ofA = TLanes.Broadcast(ScaleOfA);
        TVector ofB = TLanes.Broadcast(ScaleOfB);
        TVector u1 = TLanes.Load(from + fromStep);
        TVector u2 = TLanes.Load(from + (2 * fromStep));
        TVector u3 = TLanes.Load(from + (3 * fromStep));
        TVector u4 = TLanes.Load(from + (4 * fromStep));
        TVector sumA = TLanes.Multiply(ofA, TLanes.Add(u1, u2));
        TVector differenceA = TLanes.Multiply(ofA, TLanes.Subtract(u1, u2));
        TVector sumB = TLanes.Multiply(ofB, TLanes.Add(u3, u4));
        TVector differenceB = TLanes.Multiply(ofB, TLanes.Subtract(u3, u4));
        TVector sum = TLanes.Add(sumA, sumB);
        TLanes.Store(to, TLanes.MultiplyAdd(TLanes.Broadcast(ScaleOf0), TLanes.Load(from), sum));
        TLanes.Store(to + toStep, TLanes.MultiplyAdd(
            TLanes.Broadcast(B), differenceB, TLanes.Multiply(TLanes.Broadcast(A), differenceA)));
        TVector last = TLanes.MultiplyAdd(TLanes.Broadcast(A2), sumA, TLanes.Load(from + (5 * fromStep)));
        TLanes.Store(to + (2 * toStep), TLanes.MultiplyAdd(TLanes.Broadcast(B2), sumB, last));
    }
}
