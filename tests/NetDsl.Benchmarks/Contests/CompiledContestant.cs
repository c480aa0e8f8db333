using NetDsl.Cpu;

namespace NetDsl.Benchmarks.Contests;

/// <summary>A network that NetDsl compiled from its <c>.net</c> file.</summary>
internal sealed class CompiledContestant : ITrainer
{
    private readonly Workload workload;
    private readonly Model model;
    private readonly CpuExecutor executor;
    private readonly Lazy<Batch[]> batches;
    private readonly float[] outputs;
    private readonly Optimizer optimizer = new Sgd(Training.Momentum, Nesterov: false, Decay: 0);
    private long steps;

    public CompiledContestant(Workload workload, Network network, CpuOptions options)
    {
        (this.workload, model) = (workload, network.Create(1, Device.Cpu));
        executor = (CpuExecutor)model.Executor;
        if (options != new CpuOptions())
        {
            executor = CpuExecutor.Create(Device.Cpu, executor.Program, options);
            executor.WriteParameters(model.ReadParameters());
        }

        outputs = new float[workload.BatchSize * workload.Classes];
        batches = new(() => [.. Enumerable.Range(0, workload.Batches).Select(FillBatch)]);
    }

    /// <inheritdoc/>
    public string Name => "NetDsl";

    /// <summary>Where in the random stream the first step is, and each comparison.</summary>
    public static RandomPosition First => new(Seed: 42, Step: 0);

    private RandomPosition Random => First with { Step = steps };

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, float[]> ReadParameters() => Tensors(executor.ReadParameters);

    /// <inheritdoc/>
    public void Restart(IReadOnlyDictionary<string, float[]> parameters)
    {
        var values = new float[model.ModelLayout.ParameterFloats];
        executor.WriteOptimizerState(0, values);
        foreach (var parameter in model.ModelLayout.Parameters)
        {
            parameters[parameter.Name].CopyTo(values, parameter.Offset);
        }

        executor.WriteParameters(values);
    }

    /// <inheritdoc/>
    public Derivatives Differentiate(int batch)
    {
        var result = executor.Differentiate(batches.Value[batch], First);
        return new Derivatives(result.Loss / workload.BatchSize, Learnt(Tensors(executor.ReadGradients)));
    }

    /// <inheritdoc/>
    public float[] Probabilities(int first, int count)
    {
        Predict(first, count);
        return outputs[..(count * workload.Classes)];
    }

    /// <inheritdoc/>
    public void Train(int batch)
    {
        var result = executor.Train(batches.Value[batch], Random, new UpdateStep(optimizer, Training.Rate, Number: 1));
        steps++;
        if (!double.IsFinite(result.Loss))
        {
            throw new InvalidOperationException("The loss is not finite: no update was made, and its speed means nothing.");
        }
    }

    /// <inheritdoc/>
    public void Predict(int first, int count)
    {
        // as Model.Predict does: else the images would go through one by one
        executor.Reserve(count, training: false);
        executor.Infer(workload.Some(first, count), count, outputs);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var batch in batches.IsValueCreated ? batches.Value : [])
        {
            batch.Dispose();
        }

        if (executor != model.Executor)
        {
            executor.Dispose();
        }

        model.Dispose();
    }

    private Batch FillBatch(int index)
    {
        var batch = new Batch(workload.BatchSize, workload.InputSize, targetSize: 0) { Count = workload.BatchSize };
        workload.BatchImages(index).CopyTo(batch.Inputs);
        workload.BatchLabels(index).CopyTo(batch.Labels);
        return batch;
    }

    // in the place of a statistic's gradient is the batch's own
    private Dictionary<string, float[]> Learnt(Dictionary<string, float[]> values) => model.ModelLayout.Parameters
        .Where(parameter => parameter.Kind is not ParameterKind.Statistic)
        .ToDictionary(parameter => parameter.Name, parameter => values[parameter.Name]);

    private Dictionary<string, float[]> Tensors(Action<Span<float>> read)
    {
        var values = new float[model.ModelLayout.ParameterFloats];
        read(values);
        return model.ModelLayout.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => values.AsSpan(parameter.Offset, parameter.Shape.Count).ToArray());
    }
}
