namespace NetDsl.Conformance.Training;

/// <summary>What a trained autoencoder makes of examples.</summary>
public sealed class ReconstructionTests
{
    // more than one batch of inference
    private const int Count = 300;
    private const int Pixels = 10;

    private static readonly DataSet Data = RandomData.Classes(new Shape(Pixels), classes: 3, Count, seed: 1);

    [Fact]
    public void Reconstructions_have_the_loss_that_the_stage_measures()
    {
        using var model = Encoded.Create(seed: 3, Device.Cpu);
        var report = model.Run(Encoded.Schedules.Deep, new DataSet(Data.Training, validation: Data.Training));
        using var autoencoder = Autoencoder.Of(model, Encoded.Schedules.DeepStages.H1ToH2);
        float[] inputs = Inputs();

        float[] outputs = autoencoder.Reconstruct(inputs);

        double loss = inputs.Zip(outputs, (input, output) => 0.5 * Math.Pow(output - input, 2)).Sum() / Count;
        Assert.Equal(report.Stages[0].Epochs[^1].ValidationLoss!.Value, loss, tolerance: 1e-4 * loss);
    }

    [Fact]
    public void A_stage_that_has_not_run_has_no_decoder()
    {
        using var model = Encoded.Create(seed: 3, Device.Cpu);

        var error = Assert.Throws<InvalidOperationException>(
            () => Autoencoder.Of(model, Encoded.Schedules.OnceStages.H1));

        Assert.Contains("h1 autoencoder has not run in this model", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Pixels + 1)]
    public void Parts_of_examples_are_refused(int values)
    {
        using var model = Encoded.Create(seed: 3, Device.Cpu);
        model.Run(Encoded.Schedules.Once, Data);
        using var autoencoder = Autoencoder.Of(model, Encoded.Schedules.OnceStages.H1);

        Assert.Throws<ArgumentException>(() => autoencoder.Reconstruct(new float[values]));
    }

    private static float[] Inputs()
    {
        var values = new float[Count * Pixels];
        for (int i = 0; i < Count; i++)
            Data.Training.CopyInput(i, values.AsSpan(i * Pixels));
        return values;
    }
}
