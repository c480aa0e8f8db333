using NetDsl.Benchmarks.Contests;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetDsl.Benchmarks.Libtorch;

/// <summary>
/// A network in libtorch, written for speed: inputs are tensors before the clock runs, activations are in place, calls
/// go to functions and not through modules, gradients start as none, and one dispose scope a step frees what it made.
/// </summary>
internal abstract class TorchContestant : IContestant
{
    private readonly Tensor[] batches;
    private readonly Tensor[] labels;
    private readonly Tensor[] images;
    private readonly List<(string Name, Parameter Value)> parameters = [];
    private SGD? optimizer;

    protected TorchContestant(Workload workload, params long[] imageShape)
    {
        batches = [.. Enumerable.Range(0, Workload.Batches).Select(batch =>
            tensor(workload.BatchImages(batch).ToArray(), [Workload.BatchSize, .. imageShape]))];
        labels = [.. Enumerable.Range(0, Workload.Batches).Select(batch =>
            tensor(workload.BatchLabels(batch).ToArray(), ScalarType.Int64))];
        images = [.. Enumerable.Range(0, Workload.Count).Select(image =>
            tensor(workload.Image(image).ToArray(), [1, .. imageShape]))];
    }

    /// <inheritdoc/>
    public string Name => "libtorch";

    private SGD Optimizer => optimizer ??=
        optim.SGD(parameters.Select(parameter => parameter.Value), Training.Rate, Training.Momentum);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, float[]> ReadParameters() =>
        parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value.data<float>().ToArray());

    /// <inheritdoc/>
    public void Restart(IReadOnlyDictionary<string, float[]> values)
    {
        using var scope = NewDisposeScope();
        using (no_grad())
        {
            foreach (var (name, value) in parameters)
            {
                value.copy_(tensor(values[name], value.shape));
            }
        }

        optimizer?.Dispose();
        optimizer = null;
    }

    /// <inheritdoc/>
    public Derivatives Differentiate(int batch)
    {
        using var scope = NewDisposeScope();
        Optimizer.zero_grad();
        var loss = Loss(batch);
        loss.backward();
        return new Derivatives(
            loss.item<float>(),
            parameters.ToDictionary(
                parameter => parameter.Name, parameter => parameter.Value.grad!.data<float>().ToArray()));
    }

    /// <inheritdoc/>
    public float[] Probabilities(int image)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        return Forward(images[image]).softmax(1).data<float>().ToArray();
    }

    /// <inheritdoc/>
    public void Train(int batch)
    {
        using var scope = NewDisposeScope();
        Optimizer.zero_grad();
        Loss(batch).backward();
        Optimizer.step();
    }

    /// <inheritdoc/>
    public void Predict(int image)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        Forward(images[image]).softmax(1);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        optimizer?.Dispose();
        foreach (var tensor in batches.Concat(labels).Concat(images).Concat(parameters.Select(p => p.Value)))
        {
            tensor.Dispose();
        }
    }

    /// <summary>Images to scores before softmax, [batch, 10].</summary>
    protected abstract Tensor Forward(Tensor images);

    /// <summary>A parameter, random if it is a weight; the contest replaces its values.</summary>
    protected Parameter Add(string name, params long[] shape)
    {
        var value = new Parameter(shape.Length > 1 ? init.kaiming_normal_(empty(shape)) : zeros(shape));
        parameters.Add((name, value));
        return value;
    }

    private Tensor Loss(int batch) => functional.cross_entropy(Forward(batches[batch]), labels[batch]);
}
