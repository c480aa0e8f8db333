using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Spreads each output's gradient over the window it came from; a maximum's goes to the value chosen.</summary>
public sealed record PoolBackward(
    EquatableArray<string> Covers, string Core, string ShapeName, int? Choice, int OutputGradient, int InputGradient)
    : Operation(Covers), IFusesBefore
{
    /// <summary>Of what was done to the maxima; null for nothing.</summary>
    public string? Activation { get; init; }

    /// <summary>What the activation's derivative follows from; null where there is no activation.</summary>
    public int? Kept { get; init; }

    public bool ChangesOutputGradient => false;

    public override int[] Reads => Known(Choice, Kept, OutputGradient);

    public override int[] Writes => [InputGradient];

    public override KernelCall Call => Activation is { } activation
        ? KernelCall.Of(
            Core,
            "Backward",
            [ShapeName, activation],
            KernelArgument.Of(Choice!.Value),
            KernelArgument.Of(Kept!.Value),
            KernelArgument.Of(OutputGradient),
            KernelArgument.Of(InputGradient))
        : Choice is { } choice
        ? KernelCall.Of(
            Core,
            "Backward",
            [ShapeName],
            KernelArgument.Of(choice),
            KernelArgument.Of(OutputGradient),
            KernelArgument.Of(InputGradient))
        : KernelCall.Of(
            Core, "Backward", [ShapeName], KernelArgument.Of(OutputGradient), KernelArgument.Of(InputGradient));

    public Operation Fused(EquatableArray<string> covers, ActivateBackward slope, int? sumGradient) => this with
    {
        Covers = covers,
        Activation = slope.Function,
        Kept = slope.Kept,
        OutputGradient = slope.OutputGradient,
    };

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("a gradient is not differentiated again");
}
