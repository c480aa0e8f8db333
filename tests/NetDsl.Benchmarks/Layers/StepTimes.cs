using System.Diagnostics;
using NetDsl.Benchmarks.Contests;
using NetDsl.Benchmarks.Machine;

namespace NetDsl.Benchmarks.Layers;

/// <summary>How many seconds a step took, or the median of steps.</summary>
/// <param name="Kernels">Each kernel's part.</param>
/// <param name="Rest">The part of what comes behind them: losses and the update.</param>
/// <param name="IsApart">Whether the threads' caches were apart: see <see cref="HandOver"/>.</param>
internal sealed record StepTimes(double[] Kernels, double Rest, double Whole, bool IsApart)
{
    /// <summary>The medians of some steps, each figure's by itself.</summary>
    public static StepTimes Median(IReadOnlyList<StepTimes> steps) => new(
        [.. steps[0].Kernels.Select((_, kernel) => Contests.Median.Of([.. steps.Select(step => step.Kernels[kernel])]))],
        Contests.Median.Of([.. steps.Select(step => step.Rest)]),
        Contests.Median.Of([.. steps.Select(step => step.Whole)]),
        steps[0].IsApart);

    /// <summary>Takes some steps, all of the same images.</summary>
    public static StepTimes[] Measure(TimedNetwork timed, int count, int steps, bool isPrediction)
    {
        const int warmUp = 2;
        using var model = timed.Create(seed: 1);
        var layout = model.ModelLayout;
        model.Executor.Reserve(count, training: !isPrediction);
        var workload = new Workload(42, model.InputCount, layout.OutputSize, count, batches: 1);
        using var batch = new Batch(count, model.InputCount, targetSize: 0) { Count = count };
        workload.BatchImages(0).CopyTo(batch.Inputs);
        workload.BatchLabels(0).CopyTo(batch.Labels);
        var outputs = new float[count * layout.OutputSize];
        var sgd = new Sgd(Training.Momentum, Nesterov: false, Decay: 0);
        var taken = new StepTimes[warmUp + steps];
        for (var step = 0; step < taken.Length; step++)
        {
            var isApart = HandOver.IsApart(HandOver.Nanoseconds());
            KernelClock.Start(timed.Kernels.Count);
            var clock = Stopwatch.StartNew();
            if (isPrediction)
            {
                model.Executor.Infer(workload.BatchImages(0), count, outputs);
            }
            else
            {
                model.Executor.Train(batch, new RandomPosition(42, step), new UpdateStep(sgd, 1e-4f, Number: 1));
            }

            var whole = clock.Elapsed.TotalSeconds;
            var kernels = KernelClock.Read();
            taken[step] = new StepTimes(kernels, whole - kernels.Sum(), whole, isApart);
        }

        return taken[warmUp..];
    }
}
