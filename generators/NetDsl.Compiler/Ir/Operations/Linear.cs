using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Output = f(weights · input + bias + residual): a dense product or a convolution, with what was fused into
/// it.</summary>
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
    string? Activation) : Operation(Covers), IFusesBehind
{
    public const string ConvolutionCore = "Convolution";
    public const string DenseCore = "Dense";
    public const string TransposedDenseCore = "TransposedDense";

    /// <summary>Null for none.</summary>
    public int? Residual { get; init; }

    public bool TakesActivation => true;

    public bool TakesResidual => Core is ConvolutionCore or DenseCore;

    public override int[] Reads => Known(Input, Weights, Bias, Residual);

    public override int[] Writes => [Output];

    // what a convolution's windows still see must stay; a dense product's sums lie in the output before they are
    // complete
    public override TensorPair[] InPlace =>
        Core == ConvolutionCore && Residual is { } residual && residual != Input ? [new(residual, Output)] : [];

    public override TensorPair[] SameSize => Residual is { } residual ? [new(residual, Output)] : [];

    public override KernelCall Call => KernelCall.Of(Core, "Forward", [ShapeName, TypeOf(Activation)], Arguments);

    private KernelArgument[] Arguments => Residual is { } residual
        ?
        [
            KernelArgument.Of(Input), KernelArgument.Of(Weights), KernelArgument.OfOrNone("bias", Bias),
            KernelArgument.Of(residual), KernelArgument.Of(Output),
        ]
        :
        [
            KernelArgument.Of(Input), KernelArgument.Of(Weights), KernelArgument.OfOrNone("bias", Bias),
            KernelArgument.Of(Output),
        ];

    public Operation Fused(EquatableArray<string> covers, int? residual, string? activation, int output) =>
        this with { Covers = covers, Residual = residual, Activation = activation, Output = output };

    /// <summary>The struct that stands for an activation in a kernel's type arguments.</summary>
    public static string TypeOf(string? activation) => activation ?? "Identity";

    public override Operation Rename(Func<int, int> to) => this with
    {
        Input = to(Input),
        Residual = Residual is { } residual ? to(residual) : null,
        Output = to(Output),
    };

    public override void Differentiate(GradientBuilder gradients)
    {
        var given = gradients.Given(Weights);
        gradients.Add(new LinearBackward(
            Covers, Core, ShapeName, Input, Weights, null, gradients.Of(Output), gradients.Add(Weights), null,
            gradients.Add(Input), null)
        {
            AddsTo = given,
        });
    }
}
