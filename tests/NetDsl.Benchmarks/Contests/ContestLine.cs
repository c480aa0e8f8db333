namespace NetDsl.Benchmarks.Contests;

/// <summary>One line of the table: a network and what is done with it.</summary>
/// <param name="ImagesEachStep">Images that one call of <paramref name="Step"/> works on.</param>
/// <param name="FlopsEachImage">Floating-point operations, a multiply-add counted as two.</param>
/// <param name="Step">Runs a contestant's step of the given number.</param>
internal sealed record ContestLine(
    string Name, Network Network, int ImagesEachStep, double FlopsEachImage, Action<IContestant, int> Step)
{
    /// <summary>All lines, in the table's order.</summary>
    public static IReadOnlyList<ContestLine> All { get; } =
    [
        Training(Network.Mlp), Training(Network.LeNet5), Prediction(Network.Mlp), Prediction(Network.LeNet5),
        Stage("cd1", Network.Boltzmann), Stage("denoise", Network.Denoising),
    ];

    // Backward computes two products for each of forward's: by the weights and by the inputs.
    private static ContestLine Training(Network network) => new(
        $"{network.Name}-train",
        network,
        Workload.BatchSize,
        3 * 2.0 * network.MultiplyAdds,
        (contestant, step) => contestant.Train(step % Workload.Batches));

    // Five products in both. cd1: up, down and up, and one for the data's part of the gradient and one for the model's.
    // denoise: encode and decode, the codes' gradient, and the encoder's and the decoder's part of the weights'.
    private static ContestLine Stage(string name, Network network) => new(
        name,
        network,
        StageContestant.BatchSize,
        5 * 2.0 * network.MultiplyAdds,
        (contestant, step) => contestant.Train(step % Workload.Batches));

    private static ContestLine Prediction(Network network) => new(
        $"{network.Name}-predict-1",
        network,
        1,
        2.0 * network.MultiplyAdds,
        (contestant, step) => contestant.Predict(step % Workload.Count));
}
