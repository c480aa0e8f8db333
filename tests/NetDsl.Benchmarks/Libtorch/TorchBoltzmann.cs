using NetDsl.Benchmarks.Contests;
using TorchSharp;
using static TorchSharp.torch;

namespace NetDsl.Benchmarks.Libtorch;

/// <summary>A step of contrastive divergence: what boltzmann.net says.</summary>
internal sealed class TorchBoltzmann(Workload workload) : TorchStage(workload, "h1.visible.bias")
{
    /// <inheritdoc/>
    protected override int NumbersOfImage => Hidden;

    /// <inheritdoc/>
    protected override (Tensor Loss, Tensor[] Gradients) Step(Tensor visible, Tensor? numbers)
    {
        var hidden = addmm(Bias, visible, Weights.t(), 1, 1).sigmoid_();
        var drawn = numbers is null ? bernoulli(hidden) : numbers.lt(hidden).to(ScalarType.Float32);
        var model = addmm(VisibleBias, drawn, Weights, 1, 1).sigmoid_();
        var modelHidden = addmm(Bias, model, Weights.t(), 1, 1).sigmoid_();
        var loss = (visible - model).square().sum().div_(BatchSize);
        var ofData = mm(hidden.t(), visible);
        var ofWeights = addmm(ofData, modelHidden.t(), model, beta: -1f / BatchSize, alpha: 1f / BatchSize);
        return (loss, [ofWeights, (modelHidden - hidden).mean([0L]), (model - visible).mean([0L])]);
    }

    /// <summary>The mean over the pixels of the reconstruction's error and of the free energy.</summary>
    protected override float[] Infer(Tensor visible)
    {
        var sums = addmm(Bias, visible, Weights.t(), 1, 1);
        var reconstruction = addmm(VisibleBias, sums.sigmoid(), Weights, 1, 1).sigmoid();
        var energy = -visible.matmul(VisibleBias).sum() - nn.functional.softplus(sums).sum();
        var error = (visible - reconstruction).square().sum();
        return [error.item<float>() / Visible, energy.item<float>() / Visible];
    }
}
