using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Output = f((input − mean) / √(variance + ε) · scale + shift + residual), with the batch's own mean and
/// variance of each channel, which it tells: training's batch normalisation.</summary>
/// <param name="Activation">The runtime's struct, such as `Relu`; null for none.</param>
/// <param name="Area">Values of a channel in one example.</param>
/// <param name="Residual">Null for none.</param>
/// <param name="Mean">The batch's, where the running mean's gradient would lie.</param>
/// <param name="Variance">The batch's, likewise.</param>
public sealed record Normalize(
    EquatableArray<string> Covers,
    string? Activation,
    int Channels,
    int Area,
    double Epsilon,
    int Input,
    int Scale,
    int Shift,
    int? Residual,
    int Output,
    int Mean,
    int Variance) : Operation(Covers), IFusesBehind
{
    public bool TakesActivation => true;

    public bool TakesResidual => true;

    public override int[] Reads => Known(Input, Scale, Shift, Residual);

    public override int[] Writes => [Output, Mean, Variance];

    // the way back needs the input as it was
    public override TensorPair[] InPlace => Residual is { } residual ? [new(residual, Output)] : [];

    public override TensorPair[] SameSize =>
        Residual is { } residual ? [new(Input, Output), new(residual, Output)] : [new(Input, Output)];

    public override KernelCall Call => KernelCall.Of(
        "BatchNormalization",
        "Forward",
        [Linear.TypeOf(Activation)],
        KernelArgument.Of("channels", Text.Number(Channels)),
        KernelArgument.Of("area", Text.Number(Area)),
        KernelArgument.Of("epsilon", Text.Float(Epsilon)),
        KernelArgument.Of(Input),
        KernelArgument.Of(Scale),
        KernelArgument.Of(Shift),
        KernelArgument.OfOrNone("residual", Residual),
        KernelArgument.Of(Output),
        KernelArgument.Of(Mean),
        KernelArgument.Of(Variance));

    public Operation Fused(EquatableArray<string> covers, int? residual, string? activation, int output) =>
        this with { Covers = covers, Residual = residual, Activation = activation, Output = output };

    public override Operation Rename(Func<int, int> to) => this with
    {
        Input = to(Input),
        Residual = Residual is { } residual ? to(residual) : null,
        Output = to(Output),
        Mean = to(Mean),
        Variance = to(Variance),
    };

    public override void Differentiate(GradientBuilder gradients)
    {
        var outputGradient = gradients.Of(Output);
        gradients.Add(new NormalizeBackward(
            Covers, null, Channels, Area, Epsilon, Input, Mean, Variance, Scale, null, outputGradient, null,
            gradients.Add(Scale)!.Value, gradients.Add(Shift)!.Value, gradients.Add(Input)));
    }
}
