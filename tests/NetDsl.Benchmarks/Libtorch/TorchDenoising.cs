using NetDsl.Benchmarks.Contests;
using TorchSharp;
using static TorchSharp.torch;

namespace NetDsl.Benchmarks.Libtorch;

/// <summary>A step of a denoising autoencoder: what denoising.net says.</summary>
internal sealed class TorchDenoising(Workload workload) : TorchStage(workload, "h1.decoder.bias")
{
    // of an image's pixels become 0
    private const float Masked = 0.2f;

    /// <inheritdoc/>
    protected override int NumbersOfImage => Visible;

    /// <inheritdoc/>
    protected override (Tensor Loss, Tensor[] Gradients) Step(Tensor visible, Tensor? numbers)
    {
        var kept = numbers is null
            ? empty(BatchSize, Visible).bernoulli_(1 - Masked)
            : numbers.ge(Masked).to(ScalarType.Float32);
        var damaged = kept.mul_(visible);
        var codes = addmm(Bias, damaged, Weights.t(), 1, 1).sigmoid_();
        var sums = addmm(VisibleBias, codes, Weights, 1, 1);
        var loss = nn.functional.binary_cross_entropy_with_logits(sums, visible, reduction: nn.Reduction.Sum)
            .div_(BatchSize);

        // by the sums in front of the sigmoids, of which codes − codes² is the codes' slope; the products divide by the
        // batch
        var ofSums = sums.sigmoid_().sub_(visible);
        var ofCodes = mm(ofSums, Weights.t()).mul_(addcmul(codes, codes, codes, -1));
        var ofDecoder = mm(codes.t(), ofSums);
        var ofWeights = addmm(ofDecoder, ofCodes.t(), damaged, beta: 1f / BatchSize, alpha: 1f / BatchSize);
        return (loss, [ofWeights, ofCodes.mean([0L]), ofSums.mean([0L])]);
    }

    /// <summary>The reconstruction.</summary>
    protected override float[] Infer(Tensor visible)
    {
        var codes = addmm(Bias, visible, Weights.t(), 1, 1).sigmoid_();
        return addmm(VisibleBias, codes, Weights, 1, 1).sigmoid_().data<float>().ToArray();
    }
}
