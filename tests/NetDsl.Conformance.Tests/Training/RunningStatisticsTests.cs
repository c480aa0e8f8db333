namespace NetDsl.Conformance.Training;

/// <summary>Running means and variances of a batch normalisation: they follow training, and nothing else changes
/// them.</summary>
public sealed class RunningStatisticsTests
{
    /// <summary>Of <c>batchnorm1</c>, which sees the input: its statistics do not depend on what is learnt.</summary>
    private const double Momentum = 0.5;

    private const int Features = 9;

    // one batch an epoch: 4 steps in Momentum's 4 epochs
    private static readonly DataSet OneBatch = Data(count: 10, seed: 1);

    [Fact]
    public void They_approach_the_datas_mean_and_variance_by_the_momentums_powers()
    {
        using var model = NormalizedFeatures.Create(seed: 3, Device.Cpu);
        model.Run(NormalizedFeatures.Schedules.Momentum, OneBatch);

        double left = Math.Pow(1 - Momentum, 4);
        var (means, variances) = Moments(OneBatch.Training);
        float[] runningMean = model.Batchnorm1.RunningMean.ToArray();
        float[] runningVariance = model.Batchnorm1.RunningVariance.ToArray();
        for (int i = 0; i < Features; i++)
        {
            Assert.Equal((1 - left) * means[i], runningMean[i], 1e-6);
            Assert.Equal(left + (1 - left) * variances[i], runningVariance[i], 1e-6);
        }
    }

    [Fact]
    public void Prediction_and_evaluation_leave_them_as_they_are()
    {
        using var model = NormalizedFeatures.Create(seed: 3, Device.Cpu);
        model.Run(NormalizedFeatures.Schedules.Momentum, OneBatch);
        int[] before = ModelBits.Of(model);

        var first = model.Evaluate(OneBatch.Training);
        model.Predict(new float[Features]);
        model.Evaluate(Data(count: 3, seed: 2).Training);

        Assert.Equal(before, ModelBits.Of(model));
        Assert.Equal(first.Loss, model.Evaluate(OneBatch.Training).Loss);
    }

    [Fact]
    public void Prediction_does_not_depend_on_what_else_is_in_the_batch()
    {
        using var model = NormalizedFeatures.Create(seed: 3, Device.Cpu);
        model.Run(NormalizedFeatures.Schedules.Momentum, OneBatch);
        float[] alone = new float[3];
        var single = new float[Features];
        OneBatch.Training.CopyInput(4, single);

        model.Probabilities(single, alone);
        var all = model.Evaluate(OneBatch.Training);
        float[] again = new float[3];
        model.Probabilities(single, again);

        Assert.Equal(alone, again);
        Assert.True(double.IsFinite(all.Loss));
    }

    [Fact]
    public void Inference_follows_parameters_that_are_set_by_hand()
    {
        using var model = NormalizedFeatures.Create(seed: 3, Device.Cpu);
        float[] input = [.. Enumerable.Range(0, Features).Select(i => 0.1f * i)];
        float[] before = new float[3], after = new float[3], restored = new float[3];
        model.Probabilities(input, before);
        float[] mean = model.Batchnorm2.RunningMean.ToArray();

        model.Batchnorm2.RunningMean.CopyFrom(Array.ConvertAll(mean, value => value + 1));
        model.Probabilities(input, after);
        model.Batchnorm2.RunningMean.CopyFrom(mean);
        model.Probabilities(input, restored);

        Assert.NotEqual(before, after);
        Assert.Equal(before, restored);
    }

    [Theory]
    [InlineData("Momentum", 1)]
    [InlineData("Momentum", 6)]
    [InlineData("Stopping", 5)]
    public void Run_stopped_and_resumed_has_the_bits_of_one_that_never_stopped(string name, int steps)
    {
        var schedules = new[] { NormalizedFeatures.Schedules.Momentum, NormalizedFeatures.Schedules.Stopping };
        var schedule = schedules.Single(one => one.Name == name);
        // 4 steps an epoch, the last of 7 examples
        var data = new DataSet(Data(37, seed: 1).Training, Data(20, seed: 2).Training);
        using var folder = new TemporaryFolder();
        using var whole = NormalizedFeatures.Create(seed: 3, Device.Cpu);
        whole.Run(schedule, data);

        using var first = NormalizedFeatures.Create(seed: 3, Device.Cpu);
        using var stop = new StopAtStep(steps);
        var options = new RunOptions { OutputFolder = folder.Path, ProgressInterval = TimeSpan.Zero };
        var interrupted = first.Run(schedule, data, stop, options, stop.Token);
        using var second = NormalizedFeatures.Create(seed: 4, Device.Cpu);
        second.Run(schedule, data, null, options with { Resume = interrupted.CheckpointPath });

        Assert.True(interrupted.Interrupted);
        Assert.NotEqual(ModelBits.Of(whole), ModelBits.Of(first));
        Assert.Equal(ModelBits.Of(whole), ModelBits.Of(second));
        Assert.Equal(whole.Evaluate(data.Training).Loss, second.Evaluate(data.Training).Loss);
    }

    [Fact]
    public void Batch_of_one_example_of_features_is_refused_before_training_starts()
    {
        using var model = NormalizedFeatures.Create(seed: 3, Device.Cpu);
        int[] before = ModelBits.Of(model);

        var exception = Assert.Throws<ScheduleException>(
            () => model.Run(NormalizedFeatures.Schedules.Momentum, Data(count: 21, seed: 1)));

        Assert.Contains("at least 2", exception.Message);
        Assert.Contains("the last batch has 1", exception.Message);
        Assert.Equal(before, ModelBits.Of(model));
    }

    private static DataSet Data(int count, int seed) =>
        RandomData.Classes(new Shape(Features), classes: 3, count, seed);

    /// <summary>Each feature's mean, and the estimate of its variance.</summary>
    private static (double[] Means, double[] Variances) Moments(ExampleSet examples)
    {
        var input = new float[Features];
        var (sums, squares) = (new double[Features], new double[Features]);
        for (int example = 0; example < examples.Count; example++)
        {
            examples.CopyInput(example, input);
            for (int i = 0; i < Features; i++)
                (sums[i], squares[i]) = (sums[i] + input[i], squares[i] + (double)input[i] * input[i]);
        }

        int count = examples.Count;
        return (
            [.. sums.Select(sum => sum / count)],
            [.. sums.Select((sum, i) => (squares[i] - sum * sum / count) / (count - 1))]);
    }
}
