namespace NetDsl.Benchmarks.Contests;

/// <summary>A network that NetDsl compiled from a <c>.net</c> file of this project.</summary>
internal sealed class CompiledContestant : IContestant
{
    private readonly Workload workload;
    private readonly Model model;
    private readonly Batch[] batches;
    private readonly float[] outputs = new float[Workload.Classes];
    private readonly Optimizer optimizer = new Sgd(Training.Momentum, Nesterov: false, Decay: 0);
    private long steps;

    /// <summary>Takes over the model.</summary>
    public CompiledContestant(Workload workload, Model model)
    {
        (this.workload, this.model) = (workload, model);
        model.Executor.Reserve(Workload.BatchSize, training: true);
        batches = [.. Enumerable.Range(0, Workload.Batches).Select(FillBatch)];
    }

    /// <inheritdoc/>
    public string Name => "NetDsl";

    private Executor Executor => model.Executor;

    private RandomPosition Random => new(Seed: 42, steps);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, float[]> ReadParameters() => Tensors(Executor.ReadParameters);

    /// <inheritdoc/>
    public void Restart(IReadOnlyDictionary<string, float[]> parameters)
    {
        var values = new float[model.ModelLayout.ParameterFloats];
        Executor.WriteOptimizerState(0, values);
        foreach (var parameter in model.ModelLayout.Parameters)
        {
            parameters[parameter.Name].CopyTo(values, parameter.Offset);
        }

        Executor.WriteParameters(values);
    }

    /// <inheritdoc/>
    public Derivatives Differentiate(int batch)
    {
        var result = Executor.Differentiate(batches[batch], Random);
        return new Derivatives(result.Loss / Workload.BatchSize, Tensors(Executor.ReadGradients));
    }

    /// <inheritdoc/>
    public float[] Probabilities(int image)
    {
        Predict(image);
        return [.. outputs];
    }

    /// <inheritdoc/>
    public void Train(int batch)
    {
        var result = Executor.Train(batches[batch], Random, new UpdateStep(optimizer, Training.Rate, Number: 1));
        steps++;
        if (!double.IsFinite(result.Loss))
        {
            throw new InvalidOperationException("The loss is not finite: no update was made, and its speed means nothing.");
        }
    }

    /// <inheritdoc/>
    public void Predict(int image) => Executor.Infer(workload.Image(image), 1, outputs);

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(batches, batch => batch.Dispose());
        model.Dispose();
    }

    private Batch FillBatch(int index)
    {
        var batch = new Batch(Workload.BatchSize, Workload.InputSize, targetSize: 0) { Count = Workload.BatchSize };
        workload.BatchImages(index).CopyTo(batch.Inputs);
        workload.BatchLabels(index).CopyTo(batch.Labels);
        return batch;
    }

    private Dictionary<string, float[]> Tensors(Action<Span<float>> read)
    {
        var values = new float[model.ModelLayout.ParameterFloats];
        read(values);
        return model.ModelLayout.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => values.AsSpan(parameter.Offset, parameter.Shape.Count).ToArray());
    }
}
