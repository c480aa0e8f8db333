using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Tells the states that the chains go on from, where the statistic's value of the batch lies.</summary>
/// <param name="Count">Chains: as many as a full batch has examples.</param>
/// <param name="Size">Hidden units.</param>
/// <param name="Before">[chains, size]: chains that the batch has no example for stay as they are.</param>
public sealed record StoreChains(
    EquatableArray<string> Covers, int Count, int Size, int Hidden, int Before, int After) : Operation(Covers)
{
    public override int[] Reads => [Hidden, Before];

    public override int[] Writes => [After];

    public override TensorPair[] SameSize => [new(Before, After)];

    public override KernelCall Call => KernelCall.Of(
        "PersistentChains",
        "Store",
        [],
        KernelArgument.Of("chains", Text.Number(Count)),
        KernelArgument.Of("size", Text.Number(Size)),
        KernelArgument.Of(Hidden),
        KernelArgument.Of(Before),
        KernelArgument.Of(After));

    public override void Differentiate(GradientBuilder gradients)
    {
    }
}
