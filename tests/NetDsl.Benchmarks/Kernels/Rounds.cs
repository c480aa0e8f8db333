using System.Diagnostics;

namespace NetDsl.Benchmarks.Kernels;

/// <summary>Times passes in turns.</summary>
internal static class Rounds
{
    // until the compiler has optimized what a pass calls
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.25);

    /// <summary>Each pass's shortest time, in seconds: the one that other programs disturbed least.</summary>
    public static double[] Best(int rounds, params Action[] passes)
    {
        foreach (Action pass in passes)
        {
            long start = Stopwatch.GetTimestamp();
            do
            {
                pass();
            }
            while (Stopwatch.GetElapsedTime(start) < WarmUp);
        }

        double[] best = [.. passes.Select(_ => double.PositiveInfinity)];
        for (int round = 0; round < rounds; round++)
        {
            for (int pass = 0; pass < passes.Length; pass++)
            {
                long start = Stopwatch.GetTimestamp();
                passes[pass]();
                best[pass] = Math.Min(best[pass], Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }

        return best;
    }
}
