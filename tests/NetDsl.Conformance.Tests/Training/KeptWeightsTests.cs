namespace NetDsl.Conformance.Training;

/// <summary>What inference keeps of weights is made anew when they change.</summary>
public sealed class KeptWeightsTests
{
    private static readonly ExampleSet Examples = MakeImages(12);

    [Fact]
    public void Inference_follows_weights_that_are_set_by_hand()
    {
        using var model = Broad.Create(seed: 1, Device.Cpu);
        double before = model.Evaluate(Examples).Loss;
        float[] weights = model.Conv2.Weights.ToArray();

        model.Conv2.Weights.CopyFrom(Array.ConvertAll(weights, value => 2 * value));
        double doubled = model.Evaluate(Examples).Loss;
        model.Conv2.Weights.CopyFrom(weights);

        Assert.NotEqual(before, doubled);
        Assert.Equal(before, model.Evaluate(Examples).Loss);
    }

    [Fact]
    public void Inference_follows_training()
    {
        using var model = Broad.Create(seed: 1, Device.Cpu);
        double before = model.Evaluate(Examples).Loss;
        model.Run(Broad.Schedules.Short, new DataSet(Examples));
        double trained = model.Evaluate(Examples).Loss;

        using var fresh = Broad.Create(seed: 2, Device.Cpu);
        fresh.WriteParameters(model.ReadParameters());

        Assert.NotEqual(before, trained);
        Assert.Equal(fresh.Evaluate(Examples).Loss, trained);
    }

    private static LabelledImages MakeImages(int count)
    {
        var random = new Random(5);
        var pixels = new byte[count * 24 * 23];
        random.NextBytes(pixels);
        return new LabelledImages(pixels, Enumerable.Range(0, count).Select(i => i % 3).ToArray(), 1, 24, 23);
    }
}
