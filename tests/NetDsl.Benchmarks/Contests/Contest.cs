using System.Diagnostics;
using NetDsl.Benchmarks.Machine;

namespace NetDsl.Benchmarks.Contests;

/// <summary>
/// Measures a line's contestants in turns: a slice of time each, round after round, so that what disturbs the machine
/// disturbs all of them. Every slice starts from the same weights and does the same steps.
/// </summary>
internal static class Contest
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(300);

    // a step of so long is not run twice before it counts
    private static readonly TimeSpan LongStep = TimeSpan.FromSeconds(0.5);

    // After a slice the threads of either side spin for a while, waiting for work.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    /// <summary>Runs a line for about so long, warm-up aside.</summary>
    public static ContestResult Run(
        ContestLine line, Workload workload, IReadOnlyList<IContestant> contestants, TimeSpan time)
    {
        var start = ((ITrainer)contestants[0]).ReadParameters();
        foreach (var contestant in contestants)
        {
            Rate(line, workload, contestant, start, WarmUp);
        }

        var rounds = Math.Max(3, (int)(time / (contestants.Count * (Slice + Pause))));
        var rates = contestants.Select(_ => new double[rounds]).ToArray();
        var handOvers = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            handOvers[round] = HandOver.Nanoseconds();
            for (var turn = 0; turn < contestants.Count; turn++)
            {
                // who goes first changes: neither always inherits the other's caches
                var index = (round + turn) % contestants.Count;
                rates[index][round] = Rate(line, workload, contestants[index], start, Slice);
            }
        }

        return new ContestResult(
            line,
            [.. contestants.Select((contestant, index) => new ContestantResult(contestant.Name, rates[index]))],
            handOvers);
    }

    // Images a second.
    private static double Rate(
        ContestLine line, Workload workload, IContestant contestant, IReadOnlyDictionary<string, float[]> start,
        TimeSpan time)
    {
        contestant.Restart(start);
        Thread.Sleep(Pause);
        var clock = Stopwatch.StartNew();
        line.Step(workload, contestant, 0);
        if (clock.Elapsed < LongStep)
        {
            line.Step(workload, contestant, 1);
        }

        var steps = 0;
        clock.Restart();
        do
        {
            line.Step(workload, contestant, steps++);
        }
        while (clock.Elapsed < time);

        return steps * line.ImagesEachStep / clock.Elapsed.TotalSeconds;
    }
}
