using NetDsl.Benchmarks.Contests;
using NetDsl.Benchmarks.Machine;
using NetDsl.Cpu;

namespace NetDsl.Benchmarks.Scaling;

/// <summary>Time and memory of training, by the batch's size and by depth.</summary>
internal static class SizeScaling
{
    private const int DeepBatch = 32;

    /// <summary>A network by batches.</summary>
    public static IReadOnlyList<SizedNetwork> Batches { get; } =
    [
        .. new[] { 2, 4, 8, 16, 32, 64, 128, 256 }.Select(size => new SizedNetwork(
            size, Network.Convolutional.Single(network => network.Name == "cifar-vgg") with { BatchSize = size })),
    ];

    /// <summary>Networks by convolutions.</summary>
    public static IReadOnlyList<SizedNetwork> Depths { get; } =
    [
        Deep(9, Residual9.Create), Deep(17, Residual17.Create), Deep(33, Residual33.Create), Deep(65, Residual65.Create),
    ];

    /// <summary>Measures the time for about so long, and the memory of three steps in a process of its own.</summary>
    public static SizeRow Measure(SizedNetwork network, TimeSpan time)
    {
        var line = ContestLine.Training(network.Network);
        var workload = line.CreateWorkload(42);
        using var contestant = line.Ours(workload, new CpuOptions());
        var rate = Contest.Run(line, workload, [contestant], time).Contestants[0].MedianImagesPerSecond;
        return new SizeRow(
            network.Size,
            1000 * line.ImagesEachStep / rate,
            1000 / rate,
            rate * line.FlopsEachImage / 1e9,
            PeakMemory.OfProcess("scaling", "--alone", network.Name));
    }

    /// <summary>Takes three steps, and writes the peak memory.</summary>
    public static void RunAlone(string name)
    {
        var line = ContestLine.Training(Batches.Concat(Depths).Single(network => network.Name == name).Network);
        var workload = line.CreateWorkload(42);
        using var contestant = line.Ours(workload, new CpuOptions());
        PeakMemory.WriteAfterSteps(line, workload, contestant);
    }

    private static SizedNetwork Deep(int convolutions, Func<ulong, Device, Model> create) =>
        new(convolutions, new Network($"residual{convolutions}", "deep.net", DeepBatch, create));
}

/// <summary>A network, and what it is one of several sizes by.</summary>
internal sealed record SizedNetwork(int Size, Network Network)
{
    /// <summary>Names it and its batch.</summary>
    public string Name => $"{Network.Name}:{Network.BatchSize}";
}

/// <summary>What training took: milliseconds for a step and for an image, and megabytes at most.</summary>
internal sealed record SizeRow(int Size, double StepTime, double ImageTime, double GigaFlops, double Megabytes);
