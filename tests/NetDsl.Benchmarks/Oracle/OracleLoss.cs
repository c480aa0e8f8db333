using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Losses;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetDsl.Benchmarks.Oracle;

/// <summary>The losses of the language in libtorch: a new one is a case in each method.</summary>
internal static class OracleLoss
{
    public static bool TakesLabels(LossFunction loss) => loss is SoftmaxCrossEntropyLoss or HingeLoss;

    /// <summary>Whether targets must be from 0 to 1.</summary>
    public static bool TakesProbabilities(LossFunction loss) => loss is BinaryCrossEntropyLoss;

    /// <summary>The mean loss of a batch.</summary>
    /// <param name="output">What the last layer gives [count, units].</param>
    public static Tensor Mean(OutputHead head, Tensor output, OracleBatch batch) => head.Loss switch
    {
        SoftmaxCrossEntropyLoss loss =>
            functional.cross_entropy(output, Labels(batch), label_smoothing: loss.Smoothing),
        HingeLoss => functional.multi_margin_loss(output, Labels(batch)),
        BinaryCrossEntropyLoss => functional.binary_cross_entropy_with_logits(
            output, Targets(output, batch), reduction: Reduction.Sum) / batch.Count,
        AbsoluteLoss => functional.l1_loss(output, Targets(output, batch), Reduction.Sum) / batch.Count,
        SquaredLoss => functional.mse_loss(output, Targets(output, batch), Reduction.Sum) / (2 * batch.Count),
        var other => throw new NotSupportedException($"There is no counterpart of the loss {other.Name} yet."),
    };

    /// <summary>What inference gives of the last layer's output.</summary>
    public static Tensor Infer(OutputHead head, Tensor output) => head.Loss switch
    {
        SoftmaxCrossEntropyLoss => output.softmax(1),
        BinaryCrossEntropyLoss => output.sigmoid(),
        _ => output,
    };

    private static Tensor Labels(OracleBatch batch) => tensor(batch.Labels, ScalarType.Int64);

    private static Tensor Targets(Tensor output, OracleBatch batch) => TorchNetwork.Double(batch.Targets, output.shape);
}
