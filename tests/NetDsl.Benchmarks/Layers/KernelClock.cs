using System.Diagnostics;

namespace NetDsl.Benchmarks.Layers;

/// <summary>What a timed network's code calls behind each kernel: public, for it is compiled into an assembly of its
/// own.</summary>
public static class KernelClock
{
    private static long last;
    private static double[] seconds = [];

    /// <summary>Begins a step of so many kernels.</summary>
    public static void Start(int kernels)
    {
        seconds = new double[kernels];
        last = Stopwatch.GetTimestamp();
    }

    /// <summary>A kernel is done.</summary>
    public static void Tick(int kernel)
    {
        long now = Stopwatch.GetTimestamp();
        seconds[kernel] += Stopwatch.GetElapsedTime(last, now).TotalSeconds;
        last = now;
    }

    /// <summary>Each kernel's time since <see cref="Start"/>.</summary>
    public static double[] Read() => seconds;
}
