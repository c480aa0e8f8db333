using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Half a step of Gibbs sampling: from the visible units of a restricted Boltzmann machine to its hidden ones,
/// or back. Nothing leads back through it: what is learnt follows from what it gives.</summary>
/// <param name="Method">The kernel's: `Up`, `Down`, or `DownGaussian`.</param>
/// <param name="ShapeName">The struct of the weights' sizes.</param>
/// <param name="Stream">The half-step's number: tells its random numbers from the others'.</param>
/// <param name="Bias">Of the units that it gives; null for none.</param>
/// <param name="Means">Null where nobody needs them.</param>
/// <param name="Samples">Null where no unit is drawn.</param>
public sealed record GibbsStep(
    EquatableArray<string> Covers,
    string Method,
    string ShapeName,
    int Stream,
    int Input,
    int Weights,
    int? Bias,
    int? Means,
    int? Samples) : Operation(Covers)
{
    public override int[] Reads => Known(Input, Weights, Bias);

    public override int[] Writes => Known(Means, Samples);

    public override TensorPair[] SameSize =>
        Means is { } means && Samples is { } samples ? [new(means, samples)] : [];

    public override KernelCall Call => KernelCall.Of(
        "Gibbs",
        Method,
        [ShapeName],
        KernelArgument.Of("stream", Text.Number(Stream)),
        KernelArgument.Of(Input),
        KernelArgument.Of(Weights),
        KernelArgument.OfOrNone("bias", Bias),
        KernelArgument.OfOrNone("means", Means),
        KernelArgument.OfOrNone("samples", Samples));

    public override void Differentiate(GradientBuilder gradients)
    {
    }
}
