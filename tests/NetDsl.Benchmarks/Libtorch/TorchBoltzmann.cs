using NetDsl.Benchmarks.Contests;
using TorchSharp;
using static TorchSharp.torch;

namespace NetDsl.Benchmarks.Libtorch;

/// <summary>A step of contrastive divergence with libtorch's operators, written for speed: what boltzmann.net says.
/// Sums and products go through <c>addmm</c>, whatever can be in place is, nothing is recorded for a way back, and one
/// dispose scope a step frees what it made.</summary>
internal sealed class TorchBoltzmann : IContestant
{
    private const int Visible = Workload.InputSize;
    private const int Hidden = 1000;
    private const int BatchSize = BoltzmannContestant.BatchSize;

    private readonly Tensor[] batches;
    private readonly Tensor[] images;
    private readonly Tensor weights = zeros(Hidden, Visible), bias = zeros(Hidden), visibleBias = zeros(Visible);
    private readonly Tensor weightsVelocity = zeros(Hidden, Visible);
    private readonly Tensor biasVelocity = zeros(Hidden), visibleBiasVelocity = zeros(Visible);

    public TorchBoltzmann(Workload workload)
    {
        batches = [.. Enumerable.Range(0, Workload.Batches).Select(batch => tensor(
            workload.BatchImages(batch)[..(BatchSize * Visible)].ToArray(), [BatchSize, Visible]))];
        images = [.. Enumerable.Range(0, Workload.Count).Select(image =>
            tensor(workload.Image(image).ToArray(), [1, Visible]))];
    }

    /// <inheritdoc/>
    public string Name => "libtorch";

    private (string Name, Tensor Value)[] Parameters =>
        [("h1.weight", weights), ("h1.bias", bias), ("h1.visible.bias", visibleBias)];

    private Tensor[] Velocities => [weightsVelocity, biasVelocity, visibleBiasVelocity];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, float[]> ReadParameters() =>
        Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value.data<float>().ToArray());

    /// <inheritdoc/>
    public void Restart(IReadOnlyDictionary<string, float[]> values)
    {
        using var scope = NewDisposeScope();
        foreach (var (name, value) in Parameters)
        {
            value.copy_(tensor(values[name], value.shape));
        }

        Array.ForEach(Velocities, velocity => velocity.zero_());
    }

    /// <summary>With the hidden units that ours draws.</summary>
    public Derivatives Differentiate(int batch)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        var uniform = new float[BatchSize * Hidden];
        for (var unit = 0; unit < uniform.Length; unit++)
        {
            var block = Philox.At((uint)unit / 4, stream: 0, step: 0, BoltzmannContestant.Seed);
            uniform[unit] = Philox.Uniform(block.Word(unit % 4));
        }

        var numbers = tensor(uniform, [BatchSize, Hidden]);
        var (loss, gradients) = Contrast(batches[batch], means => numbers.lt(means).to(ScalarType.Float32));
        return new Derivatives(
            loss.item<float>(),
            Parameters.Zip(gradients).ToDictionary(
                pair => pair.First.Name, pair => pair.Second.data<float>().ToArray()));
    }

    /// <summary>Of one image the mean over its pixels of the reconstruction's error and of the free energy.</summary>
    public float[] Probabilities(int image)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        var visible = images[image];
        var sums = addmm(bias, visible, weights.t(), 1, 1);
        var reconstruction = addmm(visibleBias, sums.sigmoid(), weights, 1, 1).sigmoid();
        var energy = -visible.matmul(visibleBias).sum() - nn.functional.softplus(sums).sum();
        var error = (visible - reconstruction).square().sum();
        return [error.item<float>() / Visible, energy.item<float>() / Visible];
    }

    /// <inheritdoc/>
    public void Train(int batch)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        var (loss, gradients) = Contrast(batches[batch], means => bernoulli(means));
        loss.item<float>();
        for (var index = 0; index < gradients.Length; index++)
        {
            Velocities[index].mul_(Training.Momentum).add_(gradients[index]);
            Parameters[index].Value.add_(Velocities[index], alpha: -Training.Rate);
        }
    }

    /// <inheritdoc/>
    public void Predict(int image) => Probabilities(image);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in batches.Concat(images).Concat(Velocities).Concat(Parameters.Select(p => p.Value)))
        {
            tensor.Dispose();
        }
    }

    /// <summary>The reconstruction's error, and the gradients in the order of <see cref="Parameters"/>.</summary>
    private (Tensor Loss, Tensor[] Gradients) Contrast(Tensor visible, Func<Tensor, Tensor> draw)
    {
        var hidden = addmm(bias, visible, weights.t(), 1, 1).sigmoid_();
        var model = addmm(visibleBias, draw(hidden), weights, 1, 1).sigmoid_();
        var modelHidden = addmm(bias, model, weights.t(), 1, 1).sigmoid_();
        var loss = (visible - model).square().sum().div_(BatchSize);
        var ofData = mm(hidden.t(), visible);
        var ofWeights = addmm(ofData, modelHidden.t(), model, beta: -1f / BatchSize, alpha: 1f / BatchSize);
        var ofBias = (modelHidden - hidden).mean([0L]);
        var ofVisible = (model - visible).mean([0L]);
        return (loss, [ofWeights, ofBias, ofVisible]);
    }
}
