using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Benchmarks.Machine;

/// <summary>
/// The most multiply-adds a second that so many threads do: each runs a loop of fused multiply-adds that stays in
/// registers. Twelve independent sums hide the instruction's latency (four cycles, up to two begun in each) and leave
/// room for the two constants in the sixteen registers of AVX2.
/// </summary>
internal static class FmaPeak
{
    private const int Sums = 12;
    private const int LoopsEachCall = 100_000;
    private const int Slices = 8;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(60);

    /// <summary>The best slice of a few, at the vector width that gives most.</summary>
    public static FmaMeasurement Measure(int threads)
    {
        FmaMeasurement[] measurements = [Measure(threads, 512), Measure(threads, 256), Measure(threads, 128)];
        return measurements.MaxBy(measurement => measurement.GigaFlops);
    }

    /// <summary>The best slice of a few, at one width; 0 where the machine does not have it.</summary>
    public static FmaMeasurement Measure(int threads, int vectorBits) => new(
        vectorBits switch
        {
            512 => Vector512.IsHardwareAccelerated ? GigaFlops(threads, Run<Vector512<float>, Lanes512>, 512) : 0,
            256 => Vector256.IsHardwareAccelerated ? GigaFlops(threads, Run<Vector256<float>, Lanes256>, 256) : 0,
            _ => GigaFlops(threads, Run<Vector128<float>, Lanes128>, 128),
        },
        vectorBits);

    private static double GigaFlops(int threads, Func<float> run, int bits)
    {
        var flopsEachCall = 2.0 * (bits / 32) * Sums * LoopsEachCall;
        return ParallelRate.Best(threads, Slices, Slice, () => run()) * flopsEachCall / 1e9;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run<TVector, TLanes>()
        where TLanes : ILanes<TVector>
    {
        // a ← a·x + y tends to y / (1 − x) = 1: neither overflow nor denormal numbers
        TVector x = TLanes.Fill(0.9999f), y = TLanes.Fill(0.0001f);
        TVector a0 = y, a1 = y, a2 = y, a3 = y, a4 = y, a5 = y, a6 = y, a7 = y, a8 = y, a9 = y, a10 = y, a11 = y;
        for (var i = 0; i < LoopsEachCall; i++)
        {
            a0 = TLanes.MultiplyAdd(a0, x, y);
            a1 = TLanes.MultiplyAdd(a1, x, y);
            a2 = TLanes.MultiplyAdd(a2, x, y);
            a3 = TLanes.MultiplyAdd(a3, x, y);
            a4 = TLanes.MultiplyAdd(a4, x, y);
            a5 = TLanes.MultiplyAdd(a5, x, y);
            a6 = TLanes.MultiplyAdd(a6, x, y);
            a7 = TLanes.MultiplyAdd(a7, x, y);
            a8 = TLanes.MultiplyAdd(a8, x, y);
            a9 = TLanes.MultiplyAdd(a9, x, y);
            a10 = TLanes.MultiplyAdd(a10, x, y);
            a11 = TLanes.MultiplyAdd(a11, x, y);
        }

        return TLanes.Sum(a0) + TLanes.Sum(a1) + TLanes.Sum(a2) + TLanes.Sum(a3) + TLanes.Sum(a4) + TLanes.Sum(a5)
            + TLanes.Sum(a6) + TLanes.Sum(a7) + TLanes.Sum(a8) + TLanes.Sum(a9) + TLanes.Sum(a10) + TLanes.Sum(a11);
    }

    private interface ILanes<TVector>
    {
        static abstract TVector Fill(float value);

        static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

        static abstract float Sum(TVector a);
    }

    private readonly struct Lanes512 : ILanes<Vector512<float>>
    {
        public static Vector512<float> Fill(float value) => Vector512.Create(value);

        public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
            Vector512.FusedMultiplyAdd(a, b, c);

        public static float Sum(Vector512<float> a) => Vector512.Sum(a);
    }

    private readonly struct Lanes256 : ILanes<Vector256<float>>
    {
        public static Vector256<float> Fill(float value) => Vector256.Create(value);

        public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
            Vector256.FusedMultiplyAdd(a, b, c);

        public static float Sum(Vector256<float> a) => Vector256.Sum(a);
    }

    private readonly struct Lanes128 : ILanes<Vector128<float>>
    {
        public static Vector128<float> Fill(float value) => Vector128.Create(value);

        public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
            Vector128.FusedMultiplyAdd(a, b, c);

        public static float Sum(Vector128<float> a) => Vector128.Sum(a);
    }
}
