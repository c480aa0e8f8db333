using NetDsl.Conformance.Devices;
using NetDsl.Conformance.Reference;
using NetDsl.Tests.Common;

namespace NetDsl.Conformance.Training;

/// <summary>Networks that learn, on the CPU and by the GPU's kernels as ILGPU's compiler makes them.</summary>
[Collection(OpenClCollection.Name)]
public sealed class OpenClTrainingTests
{
    private const int Steps = 8;

    private static readonly Dictionary<string, Subject> Networks = new()
    {
        ["LeNet5"] = new("LeNet5", LeNet5.Create),
        ["SmallResNet"] = new("SmallResNet", SmallResNet.Create),
    };

    [OpenClTheory]
    [InlineData("LeNet5", 64)]
    [InlineData("SmallResNet", 16)]
    public void Parameters_equal_the_cpus_after_some_steps(string network, int batch)
    {
        var expected = Train(network, batch, Device.Cpu);
        var actual = Train(network, batch, Device.OpenCl);

        foreach (var (name, tensor) in expected)
            Tolerance.AssertClose(name, tensor, actual[name], 1e-5);
    }

    [OpenClTheory]
    [MemberData(nameof(MachineTests.Names), MemberType = typeof(MachineTests))]
    public void Boltzmann_machines_take_the_cpus_steps(string stage) => MachineTests.CheckSteps(stage, Device.OpenCl);

    // its normalization is folded into weights by the fork that predicts first
    [OpenClTheory]
    [InlineData(3)]
    public void Forks_share_the_weights_until_one_changes_them(int threads)
    {
        using var model = SmallResNet.Create(seed: 1, Device.OpenCl);
        float[] input = [.. Enumerable.Range(0, model.InputCount).Select(i => (float)Math.Sin(i))];
        using var pool = new ModelPool<SmallResNet>(model);
        string expected = model.Predict(input).ToString();

        model.Parameters[0].CopyFrom(new float[model.Parameters[0].Count]);
        var answers = new string[threads];
        Parallel.For(0, threads, i =>
        {
            using var lease = pool.Rent();
            answers[i] = lease.Model.Predict(input).ToString();
        });

        Assert.All(answers, answer => Assert.Equal(expected, answer));
        Assert.NotEqual(expected, model.Predict(input).ToString());
    }

    [OpenClTheory]
    [InlineData(1280, 300, 3)]
    public void LeNet5_learns_the_drawn_digits_as_on_the_cpu(int training, int test, int epochs)
    {
        var data = SampleDigits.Create(seed: 1, training, test: test);
        var options = new RunOptions { Epochs = epochs };
        using var cpu = LeNet5.Create(seed: 1, Device.Cpu);
        using var openCl = LeNet5.Create(seed: 1, Device.OpenCl);

        double expected = cpu.Run(LeNet5.Schedules.Standard, data, options: options).Test.Error;
        double actual = openCl.Run(LeNet5.Schedules.Standard, data, options: options).Test.Error;

        Assert.True(expected < 0.2, $"the CPU's test error {expected:p1}");
        Assert.InRange(actual, expected - 0.02, expected + 0.02);
    }

    private static Dictionary<string, double[]> Train(string network, int batch, Device device)
    {
        using var run = DeviceRun.On(Networks[network], device);
        var layout = run.Layout;
        var random = new Random(5);
        run.WriteParameters(run.ReadParameters());
        run.ClearOptimizerState();
        for (int number = 1; number <= Steps; number++)
        {
            double[] inputs =
                [.. Enumerable.Range(0, batch * layout.InputShape.Count).Select(_ => random.NextDouble())];
            int[] labels = [.. Enumerable.Range(0, batch).Select(_ => random.Next(layout.OutputSize))];
            run.Train(
                new Examples(batch, inputs, labels, []),
                new RandomPosition(3, number),
                new UpdateStep(new Sgd(Momentum: 0.9f, Nesterov: false, Decay: 0.0005f), 0.05f, number));
        }

        return run.ReadParameters();
    }
}
