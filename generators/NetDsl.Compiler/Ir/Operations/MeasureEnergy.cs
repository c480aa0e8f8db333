using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>What a restricted Boltzmann machine makes of each example: the reconstruction's error, the free energy and,
/// of units of 0 … 1, what turning one of them adds to that.</summary>
/// <param name="ShapeName">The struct of the weights' sizes.</param>
/// <param name="Sums">The hidden units' before their sigmoid.</param>
public sealed record MeasureEnergy(
    EquatableArray<string> Covers,
    bool IsGaussian,
    string ShapeName,
    int Visible,
    int Sums,
    int Reconstruction,
    int Weights,
    int VisibleBias,
    int Measures) : Operation(Covers)
{
    public override int[] Reads => IsGaussian
        ? [Visible, Sums, Reconstruction, VisibleBias]
        : [Visible, Sums, Reconstruction, Weights, VisibleBias];

    public override int[] Writes => [Measures];

    public override TensorPair[] SameSize => [new(Visible, Reconstruction)];

    public override KernelCall Call => KernelCall.Of(
        "FreeEnergy",
        IsGaussian ? "MeasureGaussian" : "Measure",
        [ShapeName],
        [.. Reads.Select(KernelArgument.Of), KernelArgument.Of(Measures)]);

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("only inference measures energies");
}
