using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Output = f(input · factor + addend + residual), with a factor and an addend for each channel: inference's
/// batch normalisation.</summary>
/// <param name="Activation">The runtime's struct, such as `Relu`; null for none.</param>
/// <param name="Area">Values of a channel in one example.</param>
/// <param name="Residual">Null for none.</param>
public sealed record ScaleChannels(
    EquatableArray<string> Covers,
    string? Activation,
    int Channels,
    int Area,
    int Input,
    int Factor,
    int Addend,
    int? Residual,
    int Output) : Operation(Covers), IFusesBehind
{
    public bool TakesActivation => true;

    public bool TakesResidual => true;

    public override int[] Reads => Known(Input, Factor, Addend, Residual);

    public override int[] Writes => [Output];

    public override TensorPair[] InPlace =>
        Residual is { } residual ? [new(Input, Output), new(residual, Output)] : [new(Input, Output)];

    public override TensorPair[] SameSize => InPlace;

    public override KernelCall Call => KernelCall.Of(
        "ChannelScaling",
        "Forward",
        [Linear.TypeOf(Activation)],
        KernelArgument.Of("channels", Text.Number(Channels)),
        KernelArgument.Of("area", Text.Number(Area)),
        KernelArgument.Of(Input),
        KernelArgument.Of(Factor),
        KernelArgument.Of(Addend),
        KernelArgument.OfOrNone("residual", Residual),
        KernelArgument.Of(Output));

    public Operation Fused(EquatableArray<string> covers, int? residual, string? activation, int output) =>
        this with { Covers = covers, Residual = residual, Activation = activation, Output = output };

    /// <summary>Where a stage freezes it: the gradient times the factor.</summary>
    public override void Differentiate(GradientBuilder gradients)
    {
        var outputGradient = gradients.Of(Output);
        if (gradients.Add(Input) is { } inputGradient)
        {
            gradients.Add(new ScaleChannelsBackward(Covers, Channels, Area, outputGradient, Factor, inputGradient));
        }
    }
}
