using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Adds strength · Σⱼ f′(zⱼ)² ‖Wⱼ‖² to each example's loss, with z = W·x + b and codes f(z): the squared norm
/// of the codes' derivative by x (Rifai et al. 2011).</summary>
/// <param name="ShapeName">The struct of the dense layer's sizes.</param>
/// <param name="Activation">The runtime's struct for f, such as `Sigmoid`; null where z are the codes.</param>
/// <param name="Kept">What f′ follows from: the codes, or z where they do not tell.</param>
public sealed record PenalizeSlope(
    EquatableArray<string> Covers,
    double Strength,
    string ShapeName,
    string? Activation,
    int Kept,
    int Codes,
    int Weights) : Operation(Covers), IPenalty
{
    // the codes' own read keeps them apart from what is behind
    public override int[] Reads => Kept == Codes ? [Kept, Weights] : [Kept, Codes, Weights];

    public override int[] KernelReads => [Kept, Weights];

    public override int[] Writes => [];

    public override TensorPair[] SameSize => [new(Kept, Codes)];

    public override KernelCall Call => KernelCall.Of(
        "ContractivePenalty",
        "Forward",
        [ShapeName, Linear.TypeOf(Activation)],
        KernelArgument.Of("strength", Text.Float(Strength)),
        KernelArgument.Of(Kept),
        KernelArgument.Of(Weights));

    public override void Differentiate(GradientBuilder gradients)
    {
        var gradient = gradients.Penalize(Codes);
        var given = gradients.Given(Weights);
        gradients.Add(new PenalizeSlopeBackward(
            this, gradient.Read, gradient.Written, gradients.Add(Weights)!.Value, given));
    }
}

/// <summary>Adds the penalty's gradient to the codes', and to that of the weights or, where it is the first, writes
/// it.</summary>
/// <param name="AddsTo">What operations behind gave of the weights' gradient; null for nothing.</param>
public sealed record PenalizeSlopeBackward(
    PenalizeSlope Penalty, int OutputGradient, int InputGradient, int WeightsGradient, int? AddsTo)
    : Operation(Penalty.Covers)
{
    public override int[] Reads => Known(Penalty.Kept, Penalty.Weights, OutputGradient, AddsTo);

    public override int[] Writes => [InputGradient, WeightsGradient];

    public override TensorPair[] InPlace => [new(OutputGradient, InputGradient)];

    public override TensorPair[] SameSize => [new(OutputGradient, InputGradient), new(Penalty.Kept, InputGradient)];

    public override KernelCall Call => KernelCall.Of(
        "ContractivePenalty",
        "Backward",
        [Penalty.ShapeName, Linear.TypeOf(Penalty.Activation)],
        [
            KernelArgument.Of("strength", Text.Float(Penalty.Strength)),
            KernelArgument.Of(Penalty.Kept),
            KernelArgument.Of(Penalty.Weights),
            KernelArgument.Of(OutputGradient),
            KernelArgument.Of(InputGradient),
            KernelArgument.Of(WeightsGradient),
            .. KernelArgument.AddsWhere(AddsTo is not null),
        ]);

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("a gradient is not differentiated again");
}
