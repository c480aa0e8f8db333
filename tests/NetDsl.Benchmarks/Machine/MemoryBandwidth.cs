using System.Numerics;
using System.Runtime.InteropServices;

namespace NetDsl.Benchmarks.Machine;

/// <summary>Memory bandwidth by STREAM's triad, a ← b + s·c (McCalpin 1995), over arrays that no cache holds.</summary>
internal static class MemoryBandwidth
{
    private const int FloatsEachThread = 16 << 20;  // 64 MiB an array, three arrays a thread
    private const int Slices = 5;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(150);

    /// <summary>GB/s of all threads together, counted as STREAM does: two reads and a write for each element.</summary>
    public static double Measure(int threads)
    {
        using var arrays = new ThreadLocal<float[][]>(() => [Filled(), Filled(), Filled()]);
        var bytesEachCall = 3.0 * sizeof(float) * FloatsEachThread;
        return ParallelRate.Best(threads, Slices, Slice, () => Triad(arrays.Value!)) * bytesEachCall / 1e9;
    }

    private static float[] Filled()
    {
        var array = GC.AllocateUninitializedArray<float>(FloatsEachThread);
        array.AsSpan().Fill(1);
        return array;
    }

    private static void Triad(float[][] arrays)
    {
        var a = MemoryMarshal.Cast<float, Vector<float>>(arrays[0].AsSpan());
        var b = MemoryMarshal.Cast<float, Vector<float>>(arrays[1]);
        var c = MemoryMarshal.Cast<float, Vector<float>>(arrays[2]);
        var scale = new Vector<float>(0.5f);
        for (var i = 0; i < a.Length && i < b.Length && i < c.Length; i++)
        {
            a[i] = b[i] + scale * c[i];
        }
    }
}
