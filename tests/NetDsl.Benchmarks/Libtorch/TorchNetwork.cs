using NetDsl.Benchmarks.Contests;
using NetDsl.Benchmarks.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NetDsl.Benchmarks.Libtorch;

using Network = NetDsl.Benchmarks.Contests.Network;

/// <summary>
/// A network in libtorch, run for speed: inputs are tensors before the clock runs, rectifiers are in place where nothing
/// else reads what they change, calls go to functions and not through modules, gradients start as none, and one dispose
/// scope a step frees what it made.
/// </summary>
internal sealed class TorchNetwork : ITrainer
{
    private readonly Workload workload;
    private readonly TorchInterpreter interpreter;
    private readonly Dictionary<(int First, int Count), Tensor> images = [];
    private readonly Lazy<Tensor[]> labels;
    private SGD? optimizer;

    public TorchNetwork(Workload workload, Network network)
    {
        this.workload = workload;
        using var model = network.Create(1, Device.Cpu);
        interpreter = new TorchInterpreter(
            network.Bound,
            model.Parameters.ToDictionary(
                parameter => parameter.Name, parameter => (parameter.Shape.Sizes.ToArray(), parameter.ToArray())));
        labels = new(() => [.. Enumerable.Range(0, workload.Batches).Select(batch =>
            tensor(workload.BatchLabels(batch).ToArray(), ScalarType.Int64).DetachFromDisposeScope())]);
    }

    /// <inheritdoc/>
    public string Name => "libtorch";

    private SGD Optimizer => optimizer ??= optim.SGD(
        interpreter.Parameters.Values.Where(parameter => parameter.requires_grad), Training.Rate, Training.Momentum);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, float[]> ReadParameters() => interpreter.Parameters.ToDictionary(
        parameter => parameter.Key, parameter => parameter.Value.data<float>().ToArray());

    /// <inheritdoc/>
    public void Restart(IReadOnlyDictionary<string, float[]> parameters)
    {
        using var scope = NewDisposeScope();
        using (no_grad())
        {
            foreach (var (name, value) in interpreter.Parameters)
            {
                value.copy_(tensor(parameters[name], value.shape));
            }
        }

        optimizer?.Dispose();
        optimizer = null;
    }

    /// <summary>With the masks that ours draws in its first step.</summary>
    public Derivatives Differentiate(int batch)
    {
        using var scope = NewDisposeScope();
        Optimizer.zero_grad();
        var loss = interpreter.Loss(Images(batch * workload.BatchSize, workload.BatchSize), labels.Value[batch], CompiledContestant.First);
        loss.backward();
        return new Derivatives(
            loss.item<float>(),
            interpreter.Parameters.Where(parameter => parameter.Value.requires_grad).ToDictionary(
                parameter => parameter.Key, parameter => parameter.Value.grad!.data<float>().ToArray()));
    }

    /// <inheritdoc/>
    public void Train(int batch)
    {
        using var scope = NewDisposeScope();
        Optimizer.zero_grad();
        interpreter.Loss(Images(batch * workload.BatchSize, workload.BatchSize), labels.Value[batch], random: null).backward();
        Optimizer.step();
    }

    /// <inheritdoc/>
    public float[] Probabilities(int first, int count)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        return interpreter.Infer(Images(first, count)).data<float>().ToArray();
    }

    /// <inheritdoc/>
    public void Predict(int first, int count)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        interpreter.Infer(Images(first, count));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        optimizer?.Dispose();
        interpreter.Dispose();
        foreach (var tensor in images.Values.Concat(labels.IsValueCreated ? labels.Value : []))
        {
            tensor.Dispose();
        }
    }

    private Tensor Images(int first, int count)
    {
        if (!images.TryGetValue((first, count), out var found))
        {
            found = interpreter.Input(workload.Some(first, count).ToArray(), count).DetachFromDisposeScope();
            images.Add((first, count), found);
        }

        return found;
    }
}
