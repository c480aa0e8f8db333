using NetDsl.Conformance.Devices;
using NetDsl.Conformance.Reference;
using NetDsl.Cpu;

namespace NetDsl.Conformance.Training;

/// <summary>How many threads compute is no part of the result: sums are cut the same way for any number.</summary>
public sealed class ThreadCountTests
{
    public static TheoryData<string> Names => [.. Subjects.Small.Concat(Subjects.Large).Select(subject => subject.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void One_two_and_three_threads_give_equal_bits(string name)
    {
        var subject = Subjects.Named(name);
        int[] one = ParametersAfterTraining(subject, threads: 1);

        Assert.Equal(one, ParametersAfterTraining(subject, threads: 2));
        Assert.Equal(one, ParametersAfterTraining(subject, threads: 3));
    }

    [Fact]
    public void Rules_of_a_stage_give_equal_bits_at_any_number_of_threads()
    {
        // weights of several tasks, whose squares are summed over all
        var stage = new FineTuneStage("s", new Sgd(0.9f, true, 0.01f), new ConstantRate(0.1f, 0), 1, null)
        {
            Clip = new NormClipping(0.05f),
            MaximalNorm = 0.8f,
            Accumulate = 2,
            Layers = [new LayerRule("dense1") { RateFactor = 0.5f, L1 = 0.001f }],
        };
        int[] one = ParametersAfterTraining(Subjects.Wide, stage, threads: 1);

        Assert.Equal(one, ParametersAfterTraining(Subjects.Wide, stage, threads: 2));
        Assert.Equal(one, ParametersAfterTraining(Subjects.Wide, stage, threads: 3));
    }

    private static int[] ParametersAfterTraining(Subject subject, FineTuneStage stage, int threads)
    {
        var reference = subject.Reference;
        using var run = DeviceRun.OnCpu(subject, new CpuOptions(threads));
        ((CpuExecutor)run.Executor).Machine.SmallWork = 0;
        run.WriteParameters(RandomExamples.Parameters(reference, seed: 1));
        var steps = new StageSteps(stage, run);
        for (int step = 1; step <= 4; step++)
            steps.Run(RandomExamples.Create(reference, count: 3, seed: step), 0.1f, updates: step % 2 == 0);
        var packed = new float[run.Layout.ParameterFloats];
        run.Executor.ReadParameters(packed);
        return Array.ConvertAll(packed, BitConverter.SingleToInt32Bits);
    }

    private static int[] ParametersAfterTraining(Subject subject, int threads)
    {
        var reference = subject.Reference;
        using var run = DeviceRun.OnCpu(subject, new CpuOptions(threads));
        run.WriteParameters(RandomExamples.Parameters(reference, seed: 1));
        var optimizer = new Sgd(0.9f, Nesterov: false, Decay: 0.001f);
        for (int step = 0; step < 4; step++)
        {
            // 13: no multiple of any number of threads
            var examples = RandomExamples.Create(reference, count: 13, seed: 10 + step);
            run.Train(examples, new RandomPosition(1, step), new UpdateStep(optimizer, 0.01f, step + 1));
        }

        var packed = new float[run.Layout.ParameterFloats];
        run.Executor.ReadParameters(packed);
        return Array.ConvertAll(packed, BitConverter.SingleToInt32Bits);
    }
}
