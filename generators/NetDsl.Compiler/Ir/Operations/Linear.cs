using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Output = f(weights · input + bias): a dense product or a convolution, with what was fused into it.</summary>
/// <param name="Core">The kernel's class: Dense or Convolution.</param>
/// <param name="ShapeName">The struct of its sizes.</param>
/// <param name="Bias">Null before fusion.</param>
/// <param name="Activation">The runtime's struct, such as `Relu`; null for none.</param>
public sealed record Linear(
    EquatableArray<string> Covers,
    string Core,
    string ShapeName,
    int Input,
    int Weights,
    int? Bias,
    int Output,
    string? Activation) : Operation(Covers)
{
    public override int[] Reads => Bias is { } bias ? [Input, Weights, bias] : [Input, Weights];

    public override int[] Writes => [Output];

    public override KernelCall Call => KernelCall.Of(
        Core,
        "Forward",
        [ShapeName, TypeOf(Activation)],
        KernelArgument.Of(Input),
        KernelArgument.Of(Weights),
        KernelArgument.OfOrNone("bias", Bias),
        KernelArgument.Of(Output));

    /// <summary>The struct that stands for an activation in a kernel's type arguments.</summary>
    public static string TypeOf(string? activation) => activation ?? "Identity";

    public override Operation Rename(Func<int, int> to) => this with { Input = to(Input), Output = to(Output) };

    public override void Differentiate(GradientBuilder gradients) => gradients.Add(new LinearBackward(
        Covers, Core, ShapeName, Input, Weights, null, gradients.Of(Output), gradients.Add(Weights)!.Value, null,
        gradients.Add(Input), null));
}
