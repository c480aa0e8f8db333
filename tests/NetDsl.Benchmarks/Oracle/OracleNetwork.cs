using NetDsl.Compiler;
using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Passes;

namespace NetDsl.Benchmarks.Oracle;

/// <summary>A network of the conformance tests, as the compiler reads it: what is known of it without running
/// it.</summary>
/// <param name="Parameters">Each learnt tensor's name in weight files, its sizes, and how many values one output sums
/// over; 0 for a bias.</param>
internal sealed record OracleNetwork(
    Network Network, IReadOnlyList<(string Name, int[] Sizes, int FanIn)> Parameters)
{
    /// <exception cref="InvalidDataException">The file does not compile.</exception>
    public static OracleNetwork Read(string folder, string name)
    {
        var path = Path.Combine(folder, "Networks", name + ".net");
        var compilation = Compilation.Compile(File.ReadAllText(path));
        if (compilation.Networks.Count != 1 || compilation.BrokenNetworks.Count > 0)
        {
            throw new InvalidDataException($"{path}: {string.Join("; ", compilation.Diagnostics)}");
        }

        var network = compilation.Networks[0];
        var tensors = PlanKernels.Run(network, fuse: true).Parameters.Tensors;
        return new OracleNetwork(network, [.. tensors.Select(tensor => (
            tensor.Parameter.FileName,
            tensor.Shape.Sizes.ToArray(),
            tensor.Parameter.Kind == Compiler.Ir.ParameterKind.Bias ? 0 : tensor.Parameter.FanIn))]);
    }
}
