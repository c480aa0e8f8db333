using NetDsl.Cpu;

namespace NetDsl.Benchmarks.Contests;

/// <summary>What NetDsl compiled of a <c>.net</c> file's stage of pretraining.</summary>
internal sealed class StageContestant : ITrainer
{
    /// <summary>Images in a step.</summary>
    public const int BatchSize = 100;

    /// <summary>Visible units: the values of an image.</summary>
    public const int Visible = 784;

    /// <summary>Philox's key: libtorch's side draws the same numbers where gradients are compared.</summary>
    public const ulong Seed = 42;

    private readonly Workload workload;
    private readonly ModelLayout layout;
    private readonly Executor executor;
    private readonly Batch[] batches;
    private readonly float[] outputs;
    private readonly Func<float[], float[]> probabilities;
    private readonly Optimizer optimizer = new Sgd(Training.Momentum, Nesterov: false, Decay: 0);
    private long steps;

    /// <param name="probabilities">Of what inference gives of one image.</param>
    private StageContestant(
        Workload workload, StageNetwork network, CpuOptions options, Func<float[], float[]> probabilities)
    {
        (this.workload, layout, this.probabilities) = (workload, network.Layout, probabilities);
        using var standard = (CpuExecutor)network.CreateExecutor(Device.Cpu);
        executor = CpuExecutor.Create(Device.Cpu, standard.Program, options);
        executor.Reserve(BatchSize, training: true);
        executor.WriteParameters(FirstValues());
        batches = [.. Enumerable.Range(0, workload.Batches).Select(FillBatch)];
        outputs = new float[layout.OutputSize];
    }

    /// <inheritdoc/>
    public string Name => "NetDsl";

    // an autoencoder's examples are their own targets; contrastive divergence has none
    private int TargetSize => layout.Loss == Loss.BinaryCrossEntropy ? Visible : 0;

    private RandomPosition Random => new(Seed, steps);

    /// <summary>boltzmann.net; of an image the mean over its pixels of the reconstruction's error and of the free
    /// energy.</summary>
    public static StageContestant Boltzmann(Workload workload, CpuOptions options) => new(
        workload,
        NetDsl.Benchmarks.Boltzmann.Schedules.StandardStages.H1.Network!,
        options,
        outputs => [outputs[0] / Visible, outputs[1] / Visible]);

    /// <summary>denoising.net; of an image its reconstruction.</summary>
    public static StageContestant Denoising(Workload workload, CpuOptions options) => new(
        workload, NetDsl.Benchmarks.Denoising.Schedules.StandardStages.H1.Network!, options, outputs => [.. outputs]);

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

    /// <inheritdoc/>
    public float[] Probabilities(int first, int count)
    {
        Predict(first, count);
        return probabilities(outputs);
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
    public void Predict(int first, int count) => executor.Infer(workload.Some(first, count), count, outputs);

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
        var batch = new Batch(BatchSize, Visible, TargetSize) { Count = BatchSize };
        var images = workload.BatchImages(index);
        images.CopyTo(batch.Inputs);
        images[..(BatchSize * TargetSize)].CopyTo(batch.Targets);
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
