using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>A convolution and the max pooling that alone reads it: what lies between them is no tensor.</summary>
/// <param name="Convolution">Without a residual; its output is not written.</param>
/// <param name="Pool">Its input is not read.</param>
public sealed record ConvolvePooled(Linear Convolution, Pool Pool)
    : Operation(Convolution.Covers.Concat(Pool.Covers).ToEquatableArray())
{
    public override int[] Reads => Convolution.Reads;

    public override int[] Writes => Pool.Writes;

    public override KernelCall Call => KernelCall.Of(
        Convolution.Core,
        "ForwardPooled",
        [
            Convolution.ShapeName, Linear.TypeOf(Convolution.Activation),
            Pool.ShapeName, Linear.TypeOf(Pool.Activation),
        ],
        KernelArgument.Of(Convolution.Input),
        KernelArgument.Of(Convolution.Weights),
        KernelArgument.OfOrNone("bias", Convolution.Bias),
        KernelArgument.Of(Pool.Output),
        KernelArgument.OfOrNone("choice", Pool.Choice));

    public override Operation Rename(Func<int, int> to) =>
        new ConvolvePooled((Linear)Convolution.Rename(to), (Pool)Pool.Rename(to));

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("only a program that has its way back is fused");
}
