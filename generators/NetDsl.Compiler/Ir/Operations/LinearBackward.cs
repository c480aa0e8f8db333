using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>The gradients of <see cref="Linear"/>'s weights, bias and input from that of its output.</summary>
/// <param name="Output">Read for the activation's derivative; null where there is no activation.</param>
/// <param name="WeightsGradient">Null where the weights are fixed.</param>
/// <param name="BiasGradient">Null before fusion.</param>
/// <param name="InputGradient">Null where nothing in front learns.</param>
public sealed record LinearBackward(
    EquatableArray<string> Covers,
    string Core,
    string ShapeName,
    int Input,
    int Weights,
    int? Output,
    int OutputGradient,
    int? WeightsGradient,
    int? BiasGradient,
    int? InputGradient,
    string? Activation) : Operation(Covers), IFusesBefore
{
    /// <summary>The gradient before the activation, where others read it: it is the residual's too. Else
    /// null.</summary>
    public int? SumGradient { get; init; }

    /// <summary>What operations behind have given of the weights' gradient, where they read the weights too: this one
    /// adds to it. Else null.</summary>
    public int? AddsTo { get; init; }

    /// <summary>Of a tied decoder, whose part of the weights' gradient this one computes too: what it read. Null where
    /// there is none.</summary>
    public int? Codes { get; init; }

    /// <summary>The gradient of that decoder's output.</summary>
    public int? DecodedGradient { get; init; }

    public bool ChangesOutputGradient => true;

    public override int[] Reads => Known(
        Input, InputGradient is null ? null : Weights, Output, OutputGradient, AddsTo,
        Codes == Output ? null : Codes, DecodedGradient);

    public override int[] Writes => Known(SumGradient, WeightsGradient, BiasGradient, InputGradient);

    public override TensorPair[] InPlace => SumGradient is { } gradient ? [new(OutputGradient, gradient)] : [];

    public override bool MustBeInPlace => SumGradient is not null;

    public override TensorPair[] SameSize => InPlace;

    // the kernel leaves the gradient before the activation there
    public override int? Spoils => Activation is null ? null : OutputGradient;

    public override KernelCall Call => KernelCall.Of(
        Core,
        "Backward",
        [ShapeName, Linear.TypeOf(Activation)],
        [
            KernelArgument.Of(Input),
            KernelArgument.Of(Weights),
            KernelArgument.OfOrNone("output", Output),
            KernelArgument.Of(OutputGradient),
            KernelArgument.OfOrNone("weightsGradient", WeightsGradient),
            KernelArgument.OfOrNone("biasGradient", BiasGradient),
            KernelArgument.OfOrNone("inputGradient", InputGradient),
            .. KernelArgument.AddsWhere(AddsTo is not null),
            .. KernelArgument.NamedWhere("codes", Codes),
            .. KernelArgument.NamedWhere("decodedGradient", DecodedGradient),
        ]);

    /// <summary>Whether it is this operation's way back: weights may be others' too, its sizes are its own.</summary>
    public bool IsOf(Linear forward) => ShapeName == forward.ShapeName && Core == forward.Core;

    public Operation Fused(EquatableArray<string> covers, ActivateBackward slope, int? sumGradient) => this with
    {
        Covers = covers,
        Activation = slope.Function,
        Output = slope.Kept,
        OutputGradient = slope.OutputGradient,
        SumGradient = sumGradient,
    };

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("a gradient is not differentiated again");
}
