using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>The gradients of <see cref="Normalize"/>'s scale, shift and input from that of its output.</summary>
/// <param name="Kept">What the activation's derivative follows from; null where there is no activation.</param>
/// <param name="SumGradient">The gradient before the activation, where others read it: it is the residual's too. Else
/// null.</param>
/// <param name="InputGradient">Null where nothing in front learns.</param>
public sealed record NormalizeBackward(
    EquatableArray<string> Covers,
    string? Activation,
    int Channels,
    int Area,
    double Epsilon,
    int Input,
    int Mean,
    int Variance,
    int Scale,
    int? Kept,
    int OutputGradient,
    int? SumGradient,
    int ScaleGradient,
    int ShiftGradient,
    int? InputGradient) : Operation(Covers), IFusesBefore
{
    public bool ChangesOutputGradient => false;

    public override int[] Reads => Known(Input, Mean, Variance, Scale, Kept, OutputGradient);

    public override int[] Writes => Known(ScaleGradient, ShiftGradient, SumGradient, InputGradient);

    public override TensorPair[] InPlace =>
        (SumGradient ?? InputGradient) is { } gradient ? [new(OutputGradient, gradient)] : [];

    public override TensorPair[] SameSize =>
        InputGradient is { } gradient
            ? [new(Input, gradient), new(OutputGradient, gradient)] : [new(Input, OutputGradient)];

    // in between it lies where the input's gradient will
    private int? Before => Activation is null ? null : SumGradient ?? InputGradient;

    public override KernelCall Call => KernelCall.Of(
        "BatchNormalization",
        "Backward",
        [Linear.TypeOf(Activation)],
        KernelArgument.Of("channels", Text.Number(Channels)),
        KernelArgument.Of("area", Text.Number(Area)),
        KernelArgument.Of("epsilon", Text.Float(Epsilon)),
        KernelArgument.Of(Input),
        KernelArgument.Of(Mean),
        KernelArgument.Of(Variance),
        KernelArgument.Of(Scale),
        KernelArgument.OfOrNone("kept", Kept),
        KernelArgument.Of(OutputGradient),
        KernelArgument.OfOrNone("sumGradient", Before),
        KernelArgument.Of(ScaleGradient),
        KernelArgument.Of(ShiftGradient),
        KernelArgument.OfOrNone("inputGradient", InputGradient));

    public Operation Fused(EquatableArray<string> covers, ActivateBackward slope, int? sumGradient) => this with
    {
        Covers = covers,
        Activation = slope.Function,
        Kept = slope.Kept,
        OutputGradient = slope.OutputGradient,
        SumGradient = sumGradient,
    };

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("a gradient is not differentiated again");
}
