using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>Adds weight · Σⱼ KL(target ‖ mean of unit j over the batch) to the losses: a penalty on codes that are
/// active too often or too seldom.</summary>
/// <param name="Channels">Units: features, or channels of an image.</param>
/// <param name="Area">Values of a channel in one example.</param>
public sealed record PenalizeActivity(
    EquatableArray<string> Covers, SparsityTarget Sparsity, int Channels, int Area, int Codes)
    : Operation(Covers), IPenalty
{
    public override int[] Reads => [Codes];

    public override int[] Writes => [];

    public override KernelCall Call =>
        KernelCall.Of("SparsityPenalty", "Forward", [], [.. Options, KernelArgument.Of(Codes)]);

    internal KernelArgument[] Options =>
    [
        KernelArgument.Of("target", Text.Float(Sparsity.Target)),
        KernelArgument.Of("weight", Text.Float(Sparsity.Weight)),
        KernelArgument.Of("channels", Text.Number(Channels)),
        KernelArgument.Of("area", Text.Number(Area)),
    ];

    public override void Differentiate(GradientBuilder gradients)
    {
        var gradient = gradients.Penalize(Codes);
        gradients.Add(new PenalizeActivityBackward(this, gradient.Read, gradient.Written));
    }
}

/// <summary>Adds the penalty's gradient to the codes'.</summary>
public sealed record PenalizeActivityBackward(PenalizeActivity Penalty, int OutputGradient, int InputGradient)
    : Operation(Penalty.Covers)
{
    public override int[] Reads => [Penalty.Codes, OutputGradient];

    public override int[] Writes => [InputGradient];

    public override TensorPair[] InPlace => [new(OutputGradient, InputGradient)];

    public override TensorPair[] SameSize => [new(OutputGradient, InputGradient), new(Penalty.Codes, InputGradient)];

    public override KernelCall Call => KernelCall.Of(
        "SparsityPenalty",
        "Backward",
        [],
        [
            .. Penalty.Options,
            KernelArgument.Of(Penalty.Codes),
            KernelArgument.Of(OutputGradient),
            KernelArgument.Of(InputGradient),
        ]);

    public override void Differentiate(GradientBuilder gradients) =>
        throw new InvalidOperationException("a gradient is not differentiated again");
}
