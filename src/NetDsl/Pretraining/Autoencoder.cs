namespace NetDsl;

/// <summary>The encoder and the decoder that a stage <c>pretrain … autoencoder</c> has trained: what becomes of an example
/// that is led through both. With the values that they have when this is made, on the model's device.</summary>
/// <example><code>
/// model.Run(Digits.Schedules.Denoising, data);
/// using var autoencoder = Autoencoder.Of(model, Digits.Schedules.DenoisingStages.H1);
/// float[] restored = autoencoder.Reconstruct(damaged);
/// </code></example>
public sealed class Autoencoder : IDisposable
{
    private readonly ModelLayout layout;
    private readonly Executor executor;
    private readonly ModelUse use = new(nameof(Autoencoder));

    private Autoencoder(ModelLayout layout, Executor executor) => (this.layout, this.executor) = (layout, executor);

    /// <summary>Values of an example: what the stage's first layer reads.</summary>
    public int InputSize => layout.InputShape.Count;

    /// <summary>What a stage has trained in this model.</summary>
    /// <remarks>To see how well the encoder still fits its decoder, make it before later stages change the encoder's
    /// layers: when the stage is done (<see cref="ITrainingProgress.StageDone"/>).</remarks>
    /// <exception cref="InvalidOperationException">The stage has not run in this model: weight files hold no
    /// decoder.</exception>
    public static Autoencoder Of(Model model, AutoencoderStage stage)
    {
        using var scope = model.Use();
        StageNetwork network = stage.Network!;
        float[] values = StageValues.Learnt(model, network.Layout, stage.Name);
        Executor executor = network.CreateExecutor(model.Device);
        executor.WriteParameters(values);
        return new Autoencoder(network.Layout, executor);
    }

    /// <summary>Encodes and decodes examples. Nothing is corrupted or dropped: of a denoising autoencoder damaged
    /// examples show what it restores (Vincent et al. 2008).</summary>
    /// <param name="examples">[count, <see cref="InputSize"/>], as the stage's first layer reads them: of a stage that
    /// starts at the network's input scaled as the input states; of one above others their codes.</param>
    /// <returns>[count, <see cref="InputSize"/>]</returns>
    /// <exception cref="ArgumentException">No example, or part of one.</exception>
    public float[] Reconstruct(ReadOnlySpan<float> examples)
    {
        if (examples.Length == 0 || examples.Length % InputSize != 0)
        {
            throw new ArgumentException(
                $"{examples.Length} values: {InputSize} for each example are expected.", nameof(examples));
        }

        using var scope = use.Enter();
        var outputs = new float[examples.Length];
        int room = Evaluator.Batch * InputSize;
        for (int start = 0; start < examples.Length; start += room)
        {
            ReadOnlySpan<float> batch = examples.Slice(start, Math.Min(room, examples.Length - start));
            executor.Infer(batch, batch.Length / InputSize, outputs.AsSpan(start, batch.Length));
        }

        return outputs;
    }

    /// <summary>Frees the device's memory and its threads; waits for a use by another thread.</summary>
    public void Dispose() => use.Close(executor.Dispose);
}
