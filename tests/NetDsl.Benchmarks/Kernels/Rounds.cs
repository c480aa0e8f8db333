using System.Diagnostics;

namespace NetDsl.Benchmarks.Kernels;

/// <summary>Times passes in turns.</summary>
internal static class Rounds
{
    /// <summary>Each pass's shortest time, in seconds: the one that other programs disturbed least.</summary>
    public static double[] Best(int rounds, params Action[] passes)
    {
        double[] best = [.. passes.Select(_ => double.PositiveInfinity)];
        for (int round = -2; round < rounds; round++)
        {
            for (int pass = 0; pass < passes.Length; pass++)
            {
                long start = Stopwatch.GetTimestamp();
                passes[pass]();
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

                // the first two compile
                best[pass] = round < 0 ? best[pass] : Math.Min(best[pass], seconds);
            }
        }

        return best;
    }
}
