using NetDsl.Cpu;

namespace NetDsl.Conformance.Training;

/// <summary>Models that share weights, on the CPU and on a GPU.</summary>
public sealed class ForkTests
{
    private static readonly DataSet Digits = SampleDigits.Create(seed: 1, training: 40, test: 40);

    public static TheoryData<Device> Devices => [Device.Cpu, Device.IlgpuCpu];

    [Theory]
    [MemberData(nameof(Devices))]
    public void Fork_predicts_the_same_and_outlives_its_origin(Device device)
    {
        var model = SmallDigits.Create(seed: 1, device);
        var expected = Predictions(model);

        using var fork = model.Fork();
        using var second = fork.Fork();
        model.Dispose();

        Assert.Equal(expected, Predictions(fork));
        Assert.Equal(expected, Predictions(second));
        Assert.Equal(1ul, fork.Seed);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void What_changes_one_leaves_the_others(Device device)
    {
        using var model = SmallDigits.Create(seed: 1, device);
        using var fork = model.Fork();
        using var second = model.Fork();
        var before = Predictions(model);
        float[] parameters = model.ReadParameters().ToArray();

        model.Run(SmallDigits.Schedules.Quick, Digits, options: new RunOptions { Epochs = 1 });
        second.Parameters[0].CopyFrom(new float[second.Parameters[0].Count]);

        Assert.Equal(parameters, fork.ReadParameters().ToArray());
        Assert.Equal(before, Predictions(fork));
        Assert.NotEqual(before, Predictions(model));
        Assert.NotEqual(before, Predictions(second));
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void Trained_fork_equals_a_trained_model(Device device)
    {
        using var model = SmallDigits.Create(seed: 1, device);
        using var fork = model.Fork();
        var options = new RunOptions { Epochs = 1 };

        fork.Run(SmallDigits.Schedules.Quick, Digits, options: options);
        model.Run(SmallDigits.Schedules.Quick, Digits, options: options);

        Assert.Equal(model.ReadParameters().ToArray(), fork.ReadParameters().ToArray());
    }

    [Fact]
    public void Weights_are_in_memory_once_and_the_last_that_needs_them_frees_them()
    {
        var model = SmallDigits.Create(seed: 1, Device.Cpu);
        CpuWeights weights = Weights(model);
        var fork = model.Fork();
        Assert.Same(weights, Weights(fork));

        fork.Parameters[0].CopyFrom(new float[fork.Parameters[0].Count]);
        Assert.NotSame(weights, Weights(fork));

        // nobody shares them any more
        model.Parameters[0].CopyFrom(new float[model.Parameters[0].Count]);
        Assert.Same(weights, Weights(model));
        model.Dispose();
        fork.Dispose();
        unsafe
        {
            Assert.True(weights.Parameters == null);
        }
    }

    // Winograd's weights, packed ones and those that batch normalization is folded into are made by who comes first
    [Fact]
    public void Forks_of_many_threads_answer_as_one_model_from_the_first_prediction_on()
    {
        Check(seed => Broad.Create(seed, Device.Cpu), (model, values) => model.Predict(values).ToString());
        Check(seed => Normalized.Create(seed, Device.Cpu), (model, values) => model.Predict(values).ToString());
        Check(seed => SmallVgg.Create(seed, Device.Cpu), (model, values) => model.Predict(values).ToString());
    }

    [Fact]
    public void Models_of_a_process_share_their_threads()
    {
        using var digits = SmallDigits.Create(seed: 1, Device.Cpu);
        using var broad = Broad.Create(seed: 1, Device.Cpu);

        Assert.Same(((CpuExecutor)digits.Executor).Machine.Team, ((CpuExecutor)broad.Executor).Machine.Team);
    }

    private static void Check<TModel>(Func<ulong, TModel> create, Func<TModel, float[], string> predict)
        where TModel : Model<TModel>
    {
        const int threads = 6;
        for (ulong seed = 1; seed <= 5; seed++)
        {
            using TModel model = create(seed);
            using TModel alone = create(seed);
            float[][] inputs = [.. Enumerable.Range(0, 20).Select(i => Input(model.InputCount, i))];
            string[] expected = [.. inputs.Select(input => predict(alone, input))];
            using var pool = new ModelPool<TModel>(model);
            using var barrier = new Barrier(threads);
            var answers = new string[threads][];

            var all = Enumerable.Range(0, threads).Select(thread => new Thread(() =>
            {
                barrier.SignalAndWait();
                answers[thread] = [.. inputs.Select(input =>
                {
                    using var lease = pool.Rent();
                    return predict(lease.Model, input);
                })];
            })).ToList();
            all.ForEach(thread => thread.Start());
            all.ForEach(thread => thread.Join());

            Assert.All(answers, answer => Assert.Equal(expected, answer));
        }
    }

    private static float[] Input(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
    }

    private static CpuWeights Weights(Model model) => ((CpuExecutor)model.Executor).Weights;

    private static string[] Predictions(SmallDigits model) =>
        [.. ((LabelledImages)Digits.Test!).Images.Select(image => model.Predict(image).ToString())];
}
