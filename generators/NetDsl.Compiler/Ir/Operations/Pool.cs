using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Each output is the maximum, mean or sum of a window.</summary>
/// <param name="Core">The kernel's class: MaxPooling, AveragePooling or SumPooling.</param>
/// <param name="Choice">Which value a maximum is, kept for the way back; else null.</param>
public sealed record Pool(
    EquatableArray<string> Covers, string Core, string ShapeName, int Input, int Output, int? Choice)
    : Operation(Covers), IFusesBehind
{
    public const string MaximumCore = "MaxPooling";

    /// <summary>The runtime's struct, such as `Relu`, of what is done to a maximum; null for none.</summary>
    public string? Activation { get; init; }

    public bool TakesActivation => Core == MaximumCore;

    public bool TakesResidual => false;

    public override int[] Reads => [Input];

    public override int[] Writes => Choice is { } choice ? [Output, choice] : [Output];

    public override KernelCall Call => Core == MaximumCore
        ? KernelCall.Of(
            Core,
            "Forward",
            Activation is { } activation ? [ShapeName, activation] : [ShapeName],
            KernelArgument.Of(Input),
            KernelArgument.Of(Output),
            KernelArgument.OfOrNone("choice", Choice))
        : KernelCall.Of(Core, "Forward", [ShapeName], KernelArgument.Of(Input), KernelArgument.Of(Output));

    public Operation Fused(EquatableArray<string> covers, int? residual, string? activation, int output) =>
        this with { Covers = covers, Activation = activation, Output = output };

    public override Operation Rename(Func<int, int> to) =>
        this with { Input = to(Input), Output = to(Output), Choice = Choice is { } choice ? to(choice) : null };

    public override void Differentiate(GradientBuilder gradients)
    {
        if (gradients.Add(Input) is { } inputGradient)
        {
            gradients.Add(new PoolBackward(Covers, Core, ShapeName, Choice, gradients.Of(Output), inputGradient));
        }
    }
}
