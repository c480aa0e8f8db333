using NetDsl.Benchmarks.Contests;
using NetDsl.Cpu;

namespace NetDsl.Benchmarks.Scaling;

/// <summary>How many times as fast all threads are as one: both in turns, in one process.</summary>
internal static class ThreadScaling
{
    /// <summary>Measures a line, warm-up aside for about so long.</summary>
    public static ThreadRow Measure(ContestLine line, TimeSpan time)
    {
        var workload = line.CreateWorkload(42);
        using var many = line.Ours(workload, new CpuOptions());
        using var one = line.Ours(workload, new CpuOptions(Threads: 1));
        var result = Contest.Run(line, workload, [many, one], time);
        return new ThreadRow(
            line.Name,
            result.Contestants[1].MedianImagesPerSecond,
            result.Contestants[0].MedianImagesPerSecond,
            result.Ratio(1),
            result.MedianHandOver);
    }
}

/// <summary>A line's rates, in images a second, and their ratio.</summary>
/// <param name="HandOver">Nanoseconds: see <see cref="Machine.HandOver"/>.</param>
internal sealed record ThreadRow(string Line, double One, double Many, double Ratio, double HandOver);
