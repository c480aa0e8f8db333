using System.Diagnostics;

namespace NetDsl;

/// <summary>How fast an epoch goes, and when to say so. Does not allocate after its constructor.</summary>
internal sealed class ProgressMeter(
    TimeSpan interval, RunPosition position, int examples, int batches, int epochs)
{
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly TimeSpan elapsedBefore = position.Elapsed;
    private readonly long seenBefore = position.Seen;
    private TimeSpan lastReport;

    /// <summary>Whether it is time for a report: the interval is over, or the epoch.</summary>
    internal bool IsDue => position.Batch == batches || Stopwatch.GetElapsedTime(start) - lastReport >= interval;

    /// <summary>Of this epoch, since it began or was resumed.</summary>
    internal double ExamplesPerSecond { get; private set; }

    internal StepProgress Measure()
    {
        lastReport = Stopwatch.GetElapsedTime(start);
        Update(lastReport);
        long left = examples - position.Seen + (long)(epochs - position.Epoch - 1) * examples;
        return new StepProgress(
            position.Epoch + 1,
            epochs,
            position.Batch,
            batches,
            position.Loss,
            position.Error,
            ExamplesPerSecond,
            TimeSpan.FromSeconds(ExamplesPerSecond > 0 ? Math.Min(left / ExamplesPerSecond, 1e9) : 0));
    }

    /// <summary>Ends the measurement: what follows is not training.</summary>
    internal void Stop() => Update(Stopwatch.GetElapsedTime(start));

    private void Update(TimeSpan elapsed)
    {
        position.Elapsed = elapsedBefore + elapsed;
        ExamplesPerSecond = (position.Seen - seenBefore) / Math.Max(elapsed.TotalSeconds, 1e-6);
    }
}
