using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Output = f(left + right), value by value: a join of two branches, or the sum of two readers'
/// gradients.</summary>
/// <param name="Size">Values of one example.</param>
public sealed record Add(EquatableArray<string> Covers, int Size, int Left, int Right, int Output)
    : Operation(Covers), IFusesBehind
{
    /// <summary>The runtime's struct, such as `Relu`; null for none.</summary>
    public string? Activation { get; init; }

    public bool TakesActivation => true;

    public bool TakesResidual => false;

    public override int[] Reads => [Left, Right];

    public override int[] Writes => [Output];

    public override TensorPair[] InPlace => [new(Left, Output), new(Right, Output)];

    public override TensorPair[] SameSize => [new(Left, Output), new(Right, Output)];

    public override KernelCall Call => KernelCall.Of(
        "Addition",
        "Forward",
        [Linear.TypeOf(Activation)],
        KernelArgument.Of("size", Text.Number(Size)),
        KernelArgument.Of(Left),
        KernelArgument.Of(Right),
        KernelArgument.Of(Output));

    public override Operation Rename(Func<int, int> to) =>
        this with { Left = to(Left), Right = to(Right), Output = to(Output) };

    public Operation Fused(EquatableArray<string> covers, int? residual, string? activation, int output) =>
        this with { Covers = covers, Activation = activation, Output = output };

    public override void Differentiate(GradientBuilder gradients)
    {
        var gradient = gradients.Of(Output);
        gradients.Share(Left, gradient);
        gradients.Share(Right, gradient);
    }
}
