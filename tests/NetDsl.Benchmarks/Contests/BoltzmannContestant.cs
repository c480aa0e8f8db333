namespace NetDsl.Benchmarks.Contests;

/// <summary>What NetDsl compiled of boltzmann.net's stage.</summary>
internal sealed class BoltzmannContestant : IContestant
{
    /// <summary>Images in a step.</summary>
    public const int BatchSize = 100;

    /// <summary>Philox's key: libtorch's machine draws the same hidden units where their gradients are compared.</summary>
    public const ulong Seed = 42;

    private readonly Workload workload;
    private readonly ModelLayout layout;
    private readonly Executor executor;
    private readonly Batch[] batches;
    private readonly float[] outputs;
    private readonly Optimizer optimizer = new Sgd(Training.Momentum, Nesterov: false, Decay: 0);
    private long steps;

    public BoltzmannContestant(Workload workload)
    {
        var network = Boltzmann.Schedules.StandardStages.H1.Network!;
        (this.workload, layout) = (workload, network.Layout);
        executor = network.CreateExecutor(Device.Cpu);
        executor.Reserve(BatchSize, training: true);
        executor.WriteParameters(FirstValues());
        batches = [.. Enumerable.Range(0, Workload.Batches).Select(FillBatch)];
        outputs = new float[layout.OutputSize];
    }

    /// <inheritdoc/>
    public string Name => "NetDsl";

    private RandomPosition Random => new(Seed, steps);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, float[]> ReadParameters() => Tensors(executor.ReadParameters);

    /// <inheritdoc/>
    public void Restart(IReadOnlyDictionary<string, float[]> parameters)
    {
        var values = new float[layout.ParameterFloats];
        executor.WriteOptimizerState(0, values);
        foreach (var parameter in layout.Parameters)
        {
            parameters[parameter.Name].CopyTo(values, parameter.Offset);
        }

        executor.WriteParameters(values);
    }

    /// <inheritdoc/>
    public Derivatives Differentiate(int batch)
    {
        steps = 0;
        var result = executor.Differentiate(batches[batch], Random);
        return new Derivatives(result.Loss / BatchSize, Tensors(executor.ReadGradients));
    }

    /// <summary>Of one image the mean over its pixels of the reconstruction's error and of the free energy.</summary>
    public float[] Probabilities(int image)
    {
        Predict(image);
        return [outputs[0] / Workload.InputSize, outputs[1] / Workload.InputSize];
    }

    /// <inheritdoc/>
    public void Train(int batch)
    {
        var result = executor.Train(batches[batch], Random, new UpdateStep(optimizer, Training.Rate, Number: 1));
        steps++;
        if (!double.IsFinite(result.Loss))
        {
            throw new InvalidOperationException(
                "The loss is not finite: no update was made, and its speed means nothing.");
        }
    }

    /// <inheritdoc/>
    public void Predict(int image) => executor.Infer(workload.Image(image), 1, outputs);

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(batches, batch => batch.Dispose());
        executor.Dispose();
    }

    private float[] FirstValues()
    {
        var values = new float[layout.ParameterFloats];
        ParameterInitializer.Initialize(layout, seed: 1, values);
        return values;
    }

    private Batch FillBatch(int index)
    {
        var batch = new Batch(BatchSize, Workload.InputSize, targetSize: 0) { Count = BatchSize };
        workload.BatchImages(index)[..(BatchSize * Workload.InputSize)].CopyTo(batch.Inputs);
        return batch;
    }

    private Dictionary<string, float[]> Tensors(Action<Span<float>> read)
    {
        var values = new float[layout.ParameterFloats];
        read(values);
        return layout.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => values.AsSpan(parameter.Offset, parameter.Shape.Count).ToArray());
    }
}
