using NetDsl.Benchmarks.Contests;
using TorchSharp;
using static TorchSharp.torch;

namespace NetDsl.Benchmarks.Libtorch;

/// <summary>A step of pretraining 784 × 1000 units with libtorch's operators, written for speed: gradients are written
/// out, so that nothing is recorded for a way back; sums and products go through <c>addmm</c>, whatever can be in place
/// is, and one dispose scope a step frees what it made. (Products added straight to the velocity are no
/// faster.)</summary>
internal abstract class TorchStage : ITrainer
{
    protected const int Visible = StageContestant.Visible;
    protected const int Hidden = 1000;
    protected const int BatchSize = StageContestant.BatchSize;

    private readonly Tensor[] batches;
    private readonly Tensor[] images;
    private readonly (string Name, Tensor Value)[] parameters;
    private readonly Tensor[] velocities;

    /// <param name="visibleBias">What the visible units' bias is called.</param>
    protected TorchStage(Workload workload, string visibleBias)
    {
        batches = [.. Enumerable.Range(0, workload.Batches).Select(batch => tensor(
            workload.BatchImages(batch).ToArray(), [BatchSize, Visible]))];
        images = [.. Enumerable.Range(0, workload.Count).Select(image =>
            tensor(workload.Some(image, 1).ToArray(), [1, Visible]))];
        parameters = [("h1.weight", Weights), ("h1.bias", Bias), (visibleBias, VisibleBias)];
        velocities = [.. parameters.Select(parameter => zeros_like(parameter.Value))];
    }

    /// <inheritdoc/>
    public string Name => "libtorch";

    /// <summary>[Hidden, Visible]</summary>
    protected Tensor Weights { get; } = zeros(Hidden, Visible);

    /// <summary>[Hidden]</summary>
    protected Tensor Bias { get; } = zeros(Hidden);

    /// <summary>[Visible]</summary>
    protected Tensor VisibleBias { get; } = zeros(Visible);

    /// <summary>Random numbers of an image.</summary>
    protected abstract int NumbersOfImage { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, float[]> ReadParameters() =>
        parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value.data<float>().ToArray());

    /// <inheritdoc/>
    public void Restart(IReadOnlyDictionary<string, float[]> values)
    {
        using var scope = NewDisposeScope();
        foreach (var (name, value) in parameters)
        {
            value.copy_(tensor(values[name], value.shape));
        }

        Array.ForEach(velocities, velocity => velocity.zero_());
    }

    /// <summary>With the random numbers that ours draws.</summary>
    public Derivatives Differentiate(int batch)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        var uniform = new float[BatchSize * NumbersOfImage];
        for (var index = 0; index < uniform.Length; index++)
        {
            var block = Philox.At((uint)index / 4, stream: 0, step: 0, StageContestant.Seed);
            uniform[index] = Philox.Uniform(block.Word(index % 4));
        }

        var (loss, gradients) = Step(batches[batch], tensor(uniform, [BatchSize, NumbersOfImage]));
        return new Derivatives(
            loss.item<float>(),
            parameters.Zip(gradients).ToDictionary(
                pair => pair.First.Name, pair => pair.Second.data<float>().ToArray()));
    }

    /// <inheritdoc/>
    public float[] Probabilities(int first, int count)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        return Infer(images[first]);
    }

    /// <inheritdoc/>
    public void Train(int batch)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        var (loss, gradients) = Step(batches[batch], numbers: null);
        loss.item<float>();
        for (var index = 0; index < gradients.Length; index++)
        {
            velocities[index].mul_(Training.Momentum).add_(gradients[index]);
            parameters[index].Value.add_(velocities[index], alpha: -Training.Rate);
        }
    }

    /// <inheritdoc/>
    public void Predict(int first, int count) => Probabilities(first, count);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in batches.Concat(images).Concat(velocities).Concat(parameters.Select(p => p.Value)))
        {
            tensor.Dispose();
        }
    }

    /// <summary>A batch's mean loss, and its gradients by weights, bias and visible units' bias.</summary>
    /// <param name="numbers">Uniform in [0, 1), [BatchSize, NumbersOfImage]; libtorch draws its own where there are
    /// none.</param>
    protected abstract (Tensor Loss, Tensor[] Gradients) Step(Tensor visible, Tensor? numbers);

    /// <summary>Of one image what ours compares.</summary>
    protected abstract float[] Infer(Tensor visible);
}
