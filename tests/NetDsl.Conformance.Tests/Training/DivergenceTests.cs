using NetDsl.Conformance.Devices;
using NetDsl.Conformance.Reference;

namespace NetDsl.Conformance.Training;

/// <summary>A run whose loss is no number ends where that happened, and says where.</summary>
public sealed class DivergenceTests
{
    private static readonly Shape Input = new(2, 6);

    [Fact]
    public void Rate_far_too_high_is_reported_with_epoch_batch_and_layer()
    {
        // one batch an epoch, so that the reference can compute the batch that failed
        var reference = Subjects.Named("Reader").Reference;
        var examples = RandomExamples.Create(reference, count: 20, seed: 1);
        float[] inputs = Array.ConvertAll(examples.Inputs, value => (float)value);
        var data = new DataSet(new VectorExamples(new Shape(1, 12, 12), inputs, examples.Labels));
        var schedule = new Schedule<Reader>("TooFast", Seed: 1, Batch: 20, [
            new FineTuneStage("finetune", new Sgd(0, false, 0), new ConstantRate(1e20f, 0), Epochs: 5, Stop: null)]);
        using var model = Reader.Create(seed: 1, Device.Cpu);

        var exception = Assert.Throws<TrainingDivergedException>(() => model.Run(schedule, data));

        Assert.Equal(("finetune", 2, 1), (exception.Stage, exception.Epoch, exception.Batch));
        Assert.Equal(FirstLayerBeyondSingle(model, reference, examples), exception.Layer);
        Assert.Contains("epoch 2, batch 1", exception.Message);
        Assert.Contains($"layer {exception.Layer}", exception.Message);
    }

    [Fact]
    public void Value_that_is_not_a_number_is_reported_in_its_batch_at_the_first_layer()
    {
        float[] inputs = new float[40 * Input.Count];
        inputs[^1] = float.NaN;
        var data = new DataSet(new VectorExamples(Input, inputs, targetSize: 3, new float[40 * 3]));
        var schedule = new Schedule<Series>("Plain", Seed: 1, Batch: 40, [
            new FineTuneStage("finetune", new Sgd(0, false, 0), new ConstantRate(0.1f, 0), Epochs: 5, Stop: null)]);
        using var model = Series.Create(seed: 1, Device.Cpu);

        var exception = Assert.Throws<TrainingDivergedException>(() => model.Run(schedule, data));

        Assert.Equal((1, 1), (exception.Epoch, exception.Batch));
        Assert.Equal("sigmoid1", exception.Layer);
        var values = model.Parameters.SelectMany(tensor => tensor.ToArray());
        Assert.All(values, value => Assert.True(float.IsFinite(value)));
    }

    /// <summary>The first layer whose output is more than a float32 can hold.</summary>
    private static string FirstLayerBeyondSingle(Model model, ReferenceNetwork reference, Examples examples)
    {
        var parameters = model.Parameters.ToDictionary(
            tensor => tensor.Name, tensor => Array.ConvertAll(tensor.ToArray(), value => (double)value));
        double[][] values = reference.Activations(parameters, examples.Inputs, examples.Count);
        int layer = Array.FindIndex(values, output => output.Any(value => Math.Abs(value) > float.MaxValue)) - 1;
        Assert.True(layer >= 0);
        return reference.Network.Layers[layer].Name;
    }
}
