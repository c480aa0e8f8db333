using NetDsl.Benchmarks.Libtorch;

namespace NetDsl.Benchmarks.Contests;

/// <summary>A network that the benchmark knows in each implementation.</summary>
/// <param name="MultiplyAdds">Of one image's forward pass; of a stage, of one product of images and weights.</param>
/// <param name="Contestants">Ours first; the ratio is its speed over the other's.</param>
internal sealed record Network(string Name, long MultiplyAdds, Func<Workload, IContestant>[] Contestants)
{
    /// <summary>784-1000-1000-1000-10.</summary>
    public static Network Mlp { get; } = new("mlp", 2_794_000, [
        workload => new CompiledContestant(workload, NetDsl.Benchmarks.Mlp.Create(seed: 1, Device.Cpu)),
        workload => new TorchMlp(workload),
    ]);

    /// <summary>LeNet-5.</summary>
    public static Network LeNet5 { get; } = new("lenet5", 416_520, [
        workload => new CompiledContestant(workload, NetDsl.Benchmarks.LeNet5.Create(seed: 1, Device.Cpu)),
        workload => new TorchLeNet5(workload),
    ]);

    /// <summary>A restricted Boltzmann machine of 784 and 1000 units.</summary>
    public static Network Boltzmann { get; } = new("boltzmann", 784_000, [
        workload => StageContestant.Boltzmann(workload),
        workload => new TorchBoltzmann(workload),
    ]);

    /// <summary>A denoising autoencoder of 784 and 1000 units.</summary>
    public static Network Denoising { get; } = new("denoising", 784_000, [
        workload => StageContestant.Denoising(workload),
        workload => new TorchDenoising(workload),
    ]);
}
