using NetDsl.Benchmarks.Machine;
using NetDsl.Compiler.Ir;

namespace NetDsl.Benchmarks.Layers;

/// <summary>The least time that a kernel can take on a machine.</summary>
/// <param name="Flops">Of a batch, a multiply-add counted as two.</param>
/// <param name="Bytes">That it reads and writes of a batch, each tensor once.</param>
/// <param name="Seconds">The longer of both at the machine's peak.</param>
internal sealed record KernelBound(double Flops, double Bytes, double Seconds)
{
    private static readonly string[] Products =
        ["Convolution", "Deconvolution", "Dense", "TransposedDense", "LocalConvolution"];

    /// <summary>Whether arithmetic bounds it, or else memory.</summary>
    public required bool IsOfArithmetic { get; init; }

    public static KernelBound Of(KernelPlan kernel, NetworkPlan plan, int batch, MachineDescription machine)
    {
        var flops = 2.0 * batch * Multiplications(kernel) * plan.Network.Layers
            .Where(layer => kernel.Covers.Contains(layer.Name)).Sum(layer => (double)layer.MultiplyAdds);
        var parameters = kernel.Operands
            .Where(operand => operand.Kind is OperandKind.Parameter or OperandKind.ParameterGradient)
            .Sum(operand => plan.Parameters.Tensors.First(tensor => tensor.Member == operand.Text).Shape.Count);
        var bytes = sizeof(float) * ((double)batch * kernel.ValuesMoved + parameters);
        var arithmetic = flops / (machine.FmaPeakGigaFlops * 1e9);
        var memory = bytes / (machine.MemoryGigabytesPerSecond * 1e9);
        return new KernelBound(flops, bytes, Math.Max(arithmetic, memory)) { IsOfArithmetic = arithmetic > memory };
    }

    // on the way back one by the weights, and one by the inputs where somebody needs their gradient
    private static int Multiplications(KernelPlan kernel) =>
        !Products.Contains(kernel.Core) ? 0
        : kernel.Method != "Backward" ? 1
        : kernel.Operands.Count(operand => operand.Name is "inputGradient" or "weightsGradient") switch { 0 => 2, var none => 2 - none };
}
