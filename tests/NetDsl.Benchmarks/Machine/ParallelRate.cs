using System.Diagnostics;

namespace NetDsl.Benchmarks.Machine;

/// <summary>How often several threads at once run an action.</summary>
internal static class ParallelRate
{
    /// <summary>Calls a second of all threads together, in the best of some slices of time.</summary>
    public static double Best(int threads, int slices, TimeSpan slice, Action action)
    {
        var best = 0.0;
        for (var i = 0; i < slices; i++)
        {
            best = Math.Max(best, Measure(threads, slice, action));
        }

        return best;
    }

    private static double Measure(int threads, TimeSpan slice, Action action)
    {
        using var start = new Barrier(threads);
        var rates = new double[threads];
        var team = Enumerable.Range(0, threads).Select(index => new Thread(() =>
        {
            action();  // its pages and code are warm before the clock runs
            start.SignalAndWait();
            rates[index] = Rate(slice, action);
        })).ToArray();
        Array.ForEach(team, thread => thread.Start());
        Array.ForEach(team, thread => thread.Join());
        return rates.Sum();
    }

    private static double Rate(TimeSpan slice, Action action)
    {
        var calls = 0;
        var clock = Stopwatch.StartNew();
        do
        {
            action();
            calls++;
        }
        while (clock.Elapsed < slice);

        return calls / clock.Elapsed.TotalSeconds;
    }
}
