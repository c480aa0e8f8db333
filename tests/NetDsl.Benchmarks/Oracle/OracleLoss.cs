using NetDsl.Compiler.Binding;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetDsl.Benchmarks.Oracle;

/// <summary>The losses of the language in libtorch: a new one is a case in each method.</summary>
internal static class OracleLoss
{
    public static bool TakesLabels(LossKind loss) => loss == LossKind.SoftmaxCrossEntropy;

    /// <summary>The mean loss of a batch.</summary>
    /// <param name="output">What the last layer gives [count, units].</param>
    public static Tensor Mean(OutputHead head, Tensor output, OracleBatch batch) => head.Loss switch
    {
        LossKind.SoftmaxCrossEntropy => functional.cross_entropy(output, tensor(batch.Labels, ScalarType.Int64)),
        LossKind.Squared =>
            (output - TorchNetwork.Double(batch.Targets, output.shape)).square().sum() / (2 * batch.Count),
        var other => throw new NotSupportedException($"There is no counterpart of the loss {other} yet."),
    };

    /// <summary>What inference gives of the last layer's output.</summary>
    public static Tensor Infer(OutputHead head, Tensor output) =>
        head.Loss == LossKind.SoftmaxCrossEntropy ? output.softmax(1) : output;
}
