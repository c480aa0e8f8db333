namespace NetDsl.Conformance.Training;

/// <summary>What a file states for its input is done to data sets and images, not to values that are given.</summary>
public sealed class PreparationTests
{
    private const int Size = 3 * 6 * 6;

    private static readonly LabelledImages Images = MakeImages(37);

    [Fact]
    public void An_image_is_scaled_and_normalised_for_predictions()
    {
        using var model = Prepared.Create(seed: 1, Device.Cpu);
        float[] mean = [0.1f, 0, -0.1f];
        float[] deviation = [0.5f, 0.6f, 0.7f];
        float[] expected =
        [
            .. Images.Images[3].ToArray().Select((x, i) => (x * 2 + -1 - mean[i / 36]) / deviation[i / 36]),
        ];

        var values = new float[Size];
        model.Prepare(Images.Images[3], values);

        Assert.Equal(expected, values);
        Assert.Equal(model.Predict(values), model.Predict(Images.Images[3]));
        Assert.NotEqual(model.Predict(Images.Images[3].ToArray()), model.Predict(values));
    }

    [Fact]
    public void An_image_of_another_shape_is_refused()
    {
        using var model = Prepared.Create(seed: 1, Device.Cpu);
        var exception = Assert.Throws<ShapeException>(() => model.Predict(new Image(new byte[Size], 1, 18, 6)));
        Assert.Equal(
            "Prepared's input takes 3×6×6, 108 values, but the image is 1×18×6, 108 values", exception.Message);
    }

    [Fact]
    public void Evaluation_is_of_the_images_without_chance()
    {
        using var model = Prepared.Create(seed: 1, Device.Cpu);
        double loss = 0;
        for (int i = 0; i < Images.Count; i++)
        {
            var values = new float[Size];
            var probabilities = new float[3];
            model.Prepare(Images.Images[i], values);
            model.Probabilities(values, probabilities);
            loss -= Math.Log(probabilities[Images.Label(i)]);
        }

        Assert.Equal(loss / Images.Count, model.Evaluate(Images).Loss, 1e-6);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public void A_resumed_run_sees_the_same_images(int steps)
    {
        var data = new DataSet(Images);
        using var folder = new TemporaryFolder();
        using var whole = Prepared.Create(seed: 3, Device.Cpu);
        whole.Run(Prepared.Schedules.Momentum, data);

        using var first = Prepared.Create(seed: 3, Device.Cpu);
        using var stop = new StopAtStep(steps);
        var options = new RunOptions { OutputFolder = folder.Path, ProgressInterval = TimeSpan.Zero };
        var interrupted = first.Run(Prepared.Schedules.Momentum, data, stop, options, stop.Token);
        using var second = Prepared.Create(seed: 4, Device.Cpu);
        second.Run(Prepared.Schedules.Momentum, data, null, options with { Resume = interrupted.CheckpointPath });

        Assert.True(interrupted.Interrupted);
        Assert.Equal(ModelBits.Of(whole), ModelBits.Of(second));
    }

    [Fact]
    public void Another_seed_sees_other_images()
    {
        var options = new RunOptions { Epochs = 1 };
        using var one = Prepared.Create(seed: 3, Device.Cpu);
        using var other = Prepared.Create(seed: 3, Device.Cpu);
        // one batch of all: the order of the examples alone changes little more than rounding
        var schedule = Prepared.Schedules.Momentum with { Batch = 37 };
        one.Run(schedule, new DataSet(Images), null, options with { Seed = 1 });
        other.Run(schedule, new DataSet(Images), null, options with { Seed = 2 });

        double difference = one.Parameters.Zip(other.Parameters)
            .SelectMany(pair => pair.First.ToArray().Zip(pair.Second.ToArray()))
            .Max(both => Math.Abs(both.First - both.Second));
        Assert.True(difference > 1e-4, $"{difference}");
    }

    [Fact]
    public void Every_device_is_given_the_same_images()
    {
        using var cpu = Prepared.Create(seed: 3, Device.Cpu);
        using var gpu = Prepared.Create(seed: 3, Device.IlgpuCpu);
        var options = new RunOptions { Epochs = 1 };
        cpu.Run(Prepared.Schedules.Momentum, new DataSet(Images), null, options);
        gpu.Run(Prepared.Schedules.Momentum, new DataSet(Images), null, options);

        Assert.All(cpu.Parameters.Zip(gpu.Parameters), pair =>
            Assert.All(
                pair.First.ToArray().Zip(pair.Second.ToArray()), both => Assert.Equal(both.First, both.Second, 1e-5f)));
    }

    private static LabelledImages MakeImages(int count)
    {
        var random = new Random(1);
        var pixels = new byte[count * Size];
        random.NextBytes(pixels);
        return new LabelledImages(pixels, Enumerable.Range(0, count).Select(i => i % 3).ToArray(), 3, 6, 6);
    }
}
