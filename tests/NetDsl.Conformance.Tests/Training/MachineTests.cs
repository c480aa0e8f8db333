using NetDsl.Cpu;

namespace NetDsl.Conformance.Training;

/// <summary>Stages that pretrain layers as restricted Boltzmann machines, from their file to the trained model.</summary>
public sealed class MachineTests
{
    private const int Batch = 6;
    private const int Pixels = 12;

    private static readonly Dictionary<string, BoltzmannStage> Stages = new()
    {
        ["CD-2, sampled, sparse"] = Machines.Schedules.BeliefStages.H1,
        ["PCD-2, sampled"] = Machines.Schedules.BeliefStages.H2,
        ["CD-1"] = Machines.Schedules.MeansStages.H1,
        ["CD-1, means"] = Machines.Schedules.MeansStages.H2,
        ["CD-1, Gaussian"] = Machines.Schedules.AnyValueStages.H1,
        ["PCD-1, Gaussian, sampled"] = Machines.Schedules.AnyValueStages.H2,
    };

    public static TheoryData<string> Names => [.. Stages.Keys];

    public static TheoryData<string, SimdWidth> Widths
    {
        get
        {
            var all = new TheoryData<string, SimdWidth>();
            foreach (string name in Stages.Keys)
                foreach (var width in SimdWidths.Supported)
                    all.Add(name, width);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_width_takes_the_same_steps(string name, SimdWidth width)
    {
        double[] expected = Steps(Stages[name], new CpuOptions(1, SimdWidth.Scalar));

        Tolerance.AssertClose(name, expected, Steps(Stages[name], new CpuOptions(2, width)), Tolerance.Single);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_gpu_takes_the_same_steps(string name) => CheckSteps(name, Device.IlgpuCpu);

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_number_of_threads_gives_equal_bits(string name)
    {
        double[] one = Steps(Stages[name], new CpuOptions(1));

        Assert.Equal(one, Steps(Stages[name], new CpuOptions(2)));
        Assert.Equal(one, Steps(Stages[name], new CpuOptions(3)));
    }

    [Theory]
    [InlineData(1.5f)]
    [InlineData(-0.01f)]
    [InlineData(float.NaN)]
    public void Values_that_are_no_probabilities_are_refused_but_of_gaussian_units(float value)
    {
        var inputs = new float[10 * Pixels];
        inputs[^1] = value;
        var data = new DataSet(new VectorExamples(new Shape(1, 3, 4), inputs, new int[10]));
        using var model = Machines.Create(seed: 1, Device.Cpu);

        string message = Assert.Throws<DataException>(() => model.Run(Machines.Schedules.Means, data)).Message;

        Assert.Contains($"number 9 of the training examples of stage h1 rbm has the value {value}", message);
        if (!float.IsNaN(value))
            model.Run(Machines.Schedules.AnyValue, data);
    }

    // 4 steps an epoch, 2 epochs a stage: in the first stage, in the chains' first epoch, and in their last
    [Theory]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(15)]
    public void Run_stopped_in_a_stage_and_resumed_equals_one_that_never_stopped(int steps)
    {
        DataSet data = Data(37);
        using var folder = new TemporaryFolder();
        using var whole = Machines.Create(seed: 3, Device.Cpu);
        whole.Run(Machines.Schedules.Belief, data);

        using var first = Machines.Create(seed: 3, Device.Cpu);
        using var stop = new StopAtStep(steps);
        var options = new RunOptions { OutputFolder = folder.Path, ProgressInterval = TimeSpan.Zero };
        var interrupted = first.Run(Machines.Schedules.Belief, data, stop, options, stop.Token);
        using var second = Machines.Create(seed: 4, Device.Cpu);
        second.Run(Machines.Schedules.Belief, data, null, options with { Resume = interrupted.CheckpointPath });

        Assert.True(interrupted.Interrupted);
        Assert.NotEqual(ModelBits.Of(whole), ModelBits.Of(first));
        Assert.Equal(ModelBits.Of(whole), ModelBits.Of(second));
    }

    [Fact]
    public void Epochs_report_reconstruction_error_free_energy_gap_and_pseudo_likelihood()
    {
        using var model = Machines.Create(seed: 3, Device.Cpu);
        DataSet data = Data(200);
        var report = model.Run(
            Machines.Schedules.Generative, new DataSet(data.Training, data.Training.Slice(0, 40)));

        foreach (var stage in report.Stages)
        {
            Assert.Equal(
                ["free-energy gap", "pseudo-likelihood"], stage.Epochs[^1].Measures.Select(measure => measure.Name));
            Assert.True(stage.Epochs[^1].Loss < stage.Epochs[0].Loss);
            Assert.True(stage.Epochs[^1].Measures[1].Value > stage.Epochs[0].Measures[1].Value);
        }

        // of twelve pixels 2 % are turned, which nothing can foresee
        Assert.True(report.Stages[0].Epochs[^1].ValidationLoss < 1);
    }

    [Fact]
    public void Samples_of_the_trained_stack_are_like_what_it_was_trained_on()
    {
        using var model = Machines.Create(seed: 3, Device.Cpu);
        model.Run(Machines.Schedules.Generative, Data(400));
        using var belief = DeepBeliefNetwork.Of(model, Machines.Schedules.Generative);
        const int count = 400;
        float[] samples = belief.Sample(count, steps: 200, seed: 1);

        // the left half is dark where the right is light, or the other way round
        int left = 0, right = 0;
        for (int n = 0; n < count; n++)
        {
            float[] image = samples[(n * Pixels)..((n + 1) * Pixels)];
            float difference = image.Where((_, i) => i % 4 < 2).Average() - image.Where((_, i) => i % 4 >= 2).Average();
            left += difference > 0.5f ? 1 : 0;
            right += difference < -0.5f ? 1 : 0;
        }

        Assert.True(left + right > 0.8 * count, $"{left} + {right} of {count}");
        Assert.InRange(left, 0.15 * count, 0.85 * count);
    }

    /// <summary>A stage's steps on a device against those of the CPU.</summary>
    internal static void CheckSteps(string name, Device device)
    {
        double[] expected = Steps(Stages[name], new CpuOptions(1, SimdWidth.Scalar));
        using Executor executor = Stages[name].Network!.CreateExecutor(device);

        Tolerance.AssertClose(name, expected, Steps(Stages[name], executor), Tolerance.Single);
    }

    private static double[] Steps(BoltzmannStage stage, CpuOptions options)
    {
        using Executor made = stage.Network!.CreateExecutor(Device.Cpu);
        using var executor = CpuExecutor.Create(Device.Cpu, ((CpuExecutor)made).Program, options);
        executor.Machine.SmallWork = 0;
        return Steps(stage, executor);
    }

    /// <summary>Some steps, the last of fewer examples: losses, parameters with chains, what inference gives.</summary>
    private static double[] Steps(BoltzmannStage stage, Executor executor)
    {
        ModelLayout layout = stage.Network!.Layout;
        int size = layout.InputShape.Count;
        var parameters = new float[layout.ParameterFloats];
        var random = new Random(1);
        foreach (ParameterLayout parameter in layout.Parameters.Where(one => one.Kind != ParameterKind.Statistic))
        {
            foreach (ref float value in parameters.AsSpan(parameter.Offset, parameter.Shape.Count))
                value = 2 * random.NextSingle() - 1;
        }

        executor.WriteParameters(parameters);
        executor.Reserve(Batch, training: true);
        using var batch = new Batch(Batch, size, targetSize: 0) { Count = Batch };
        var all = new List<double>();
        for (int step = 0; step < 4; step++)
        {
            foreach (ref float value in batch.Inputs)
                value = random.NextSingle();
            batch.Count = step == 3 ? Batch - 2 : Batch;
            all.Add(executor.Train(
                batch, new RandomPosition(7, step), new UpdateStep(stage.Optimizer, 0.1f, step + 1)).Loss);
        }

        executor.ReadParameters(parameters);
        foreach (ParameterLayout parameter in layout.Parameters)
        {
            int end = parameter.Offset + parameter.Shape.Count;
            all.AddRange(parameters[parameter.Offset..end].Select(value => (double)value));
        }

        var outputs = new float[Batch * layout.OutputSize];
        executor.Infer(batch.Inputs, Batch, outputs);
        all.AddRange(outputs.Select(value => (double)value));
        return [.. all];
    }

    /// <summary>The left half or the right one is light, with a little noise.</summary>
    internal static DataSet Data(int count)
    {
        var random = new Random(1);
        var inputs = new float[count * Pixels];
        var labels = new int[count];
        for (int n = 0; n < count; n++)
        {
            labels[n] = random.Next(2);
            for (int i = 0; i < Pixels; i++)
            {
                bool isLight = (i % 4 < 2) == (labels[n] == 0);
                inputs[n * Pixels + i] = isLight == random.NextDouble() > 0.02 ? 1 : 0;
            }
        }

        return new DataSet(new VectorExamples(new Shape(1, 3, 4), inputs, labels));
    }
}
