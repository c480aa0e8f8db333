using NetDsl.Benchmarks.Libtorch;
using NetDsl.Benchmarks.Onnx;
using NetDsl.Cpu;

namespace NetDsl.Benchmarks.Contests;

/// <summary>One line of the table: a network and what is done with it.</summary>
/// <param name="ImagesEachStep">Images that one call of <paramref name="Step"/> works on.</param>
/// <param name="FlopsEachImage">Floating-point operations, a multiply-add counted as two.</param>
/// <param name="CreateWorkload">Images, by a seed.</param>
/// <param name="Ours">NetDsl, on so many threads.</param>
/// <param name="Others">A ratio is our speed over another's.</param>
/// <param name="Step">Runs a contestant's step of the given number.</param>
internal sealed record ContestLine(
    string Name,
    int ImagesEachStep,
    double FlopsEachImage,
    Func<int, Workload> CreateWorkload,
    Func<Workload, CpuOptions, IContestant> Ours,
    Func<Workload, IContestant>[] Others,
    Action<Workload, IContestant, int> Step)
{
    private const int StageUnits = 784 * 1000;

    /// <summary>All lines, in the table's order.</summary>
    public static IReadOnlyList<ContestLine> All { get; } =
    [
        Training(Network.Mlp),
        .. Network.Convolutional.Select(Training),
        Stage("cd1", StageContestant.Boltzmann, workload => new TorchBoltzmann(workload)),
        Stage("denoise", StageContestant.Denoising, workload => new TorchDenoising(workload)),
        Prediction(Network.Mlp, 1),
        .. Network.Convolutional.SelectMany(
            network => new[] { Prediction(network, 1), Prediction(network, network.BatchSize) }),
    ];

    /// <summary>Whether its steps change the parameters.</summary>
    public required bool IsTraining { get; init; }

    /// <summary>A network's training. Backward computes two products for each of forward's: by the weights and by the
    /// inputs.</summary>
    public static ContestLine Training(Network network) => new(
        $"{network.Name}-train",
        network.BatchSize,
        3 * 2.0 * network.TrainingMultiplyAdds,
        network.CreateWorkload,
        (workload, options) => new CompiledContestant(workload, network, options),
        [workload => new TorchNetwork(workload, network)],
        Train)
    {
        IsTraining = true,
    };

    // Five products in both. cd1: up, down and up, and one for the data's part of the gradient and one for the model's.
    // denoise: encode and decode, the codes' gradient, and the encoder's and the decoder's part of the weights'.
    private static ContestLine Stage(
        string name, Func<Workload, CpuOptions, IContestant> ours, Func<Workload, IContestant> theirs) => new(
        name,
        StageContestant.BatchSize,
        5 * 2.0 * StageUnits,
        seed => new Workload(seed, StageContestant.Visible, classes: 10, StageContestant.BatchSize, batches: 8),
        ours,
        [theirs],
        Train)
    {
        IsTraining = true,
    };

    private static ContestLine Prediction(Network network, int count) => new(
        $"{network.Name}-predict-{count}",
        count,
        2.0 * network.PredictionMultiplyAdds,
        network.CreateWorkload,
        (workload, options) => new CompiledContestant(workload, network, options),
        [workload => new TorchNetwork(workload, network), workload => new OnnxContestant(workload, network)],
        (workload, contestant, step) => contestant.Predict(step * count % workload.Count, count))
    {
        IsTraining = false,
    };

    private static void Train(Workload workload, IContestant contestant, int step) =>
        ((ITrainer)contestant).Train(step % workload.Batches);
}
