using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Hidden = the states that persistent chains had after the step before, one for each example.</summary>
/// <param name="Size">Hidden units.</param>
/// <param name="Chains">[chains, size]: a statistic.</param>
public sealed record LoadChains(EquatableArray<string> Covers, int Size, int Chains, int Hidden) : Operation(Covers)
{
    public override int[] Reads => [Chains];

    public override int[] Writes => [Hidden];

    public override KernelCall Call => KernelCall.Of(
        "PersistentChains",
        "Load",
        [],
        KernelArgument.Of("size", Text.Number(Size)),
        KernelArgument.Of(Chains),
        KernelArgument.Of(Hidden));

    public override void Differentiate(GradientBuilder gradients)
    {
    }
}
