using NetDsl.Compiler;
using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Passes;
using NetDsl.Compiler.Stages;

namespace NetDsl.Benchmarks.Oracle;

using InitializationKind = Compiler.Layers.InitializationKind;
using ParameterKind = Compiler.Ir.ParameterKind;

/// <summary>A network of the conformance tests, as the compiler reads it: what is known of it without running
/// it.</summary>
/// <param name="Parameters">Each tensor as weight files have it.</param>
internal sealed record OracleNetwork(Network Network, IReadOnlyList<OracleParameter> Parameters)
{
    /// <exception cref="InvalidDataException">The file does not compile.</exception>
    public static OracleNetwork Read(string folder, string name)
    {
        var path = Path.Combine(folder, "Networks", name + ".net");
        return Of(Compile(path, File.ReadAllText(path)));
    }

    /// <summary>What the only stage of a model trains.</summary>
    /// <param name="text">The model and its schedule.</param>
    /// <exception cref="InvalidDataException">The text does not compile.</exception>
    public static OracleNetwork OfStage(string name, string text, int batch)
    {
        var network = Compile(name, text);
        var stage = network.Schedules.Single().Stages.Single();
        return Of(StageNetworks.Of(network, stage, batch)!.Trained);
    }

    private static Network Compile(string path, string text)
    {
        var compilation = Compilation.Compile(text);
        return compilation.Networks.Count == 1 && compilation.BrokenNetworks.Count == 0
            ? compilation.Networks[0]
            : throw new InvalidDataException($"{path}: {string.Join("; ", compilation.Diagnostics)}");
    }

    private static OracleNetwork Of(Network network)
    {
        var tensors = PlanKernels.Run(network, fuse: true).Parameters.Tensors;

        // what the file states is no tensor of weight files
        var stored = tensors.Where(tensor => tensor.Parameter.Kind != ParameterKind.Fixed);
        return new OracleNetwork(network, [.. stored.Select(tensor => new OracleParameter(
            tensor.Parameter.FileName,
            tensor.Shape.Sizes.ToArray(),
            tensor.Parameter.Kind,
            tensor.Parameter.FanIn,
            IsAroundOne: tensor.Parameter.Initialization.Kind == InitializationKind.Constant))]);
    }
}

/// <param name="Name">In weight files.</param>
/// <param name="FanIn">How many values one output sums over; 0 for a bias.</param>
/// <param name="IsAroundOne">Whether it is a factor or a variance, which starts at 1.</param>
internal sealed record OracleParameter(string Name, int[] Sizes, ParameterKind Kind, int FanIn, bool IsAroundOne)
{
    public int Count => Sizes.Aggregate(1, (product, size) => product * size);
}
