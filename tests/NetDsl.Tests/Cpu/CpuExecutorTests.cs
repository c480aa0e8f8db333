using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

public sealed class CpuExecutorTests
{
    private const int Count = 40;
    private static readonly Sgd Plain = new(Momentum: 0, Nesterov: false, Decay: 0);
    private readonly SmallProgram program = new();

    private int Size => program.Layout.ParameterFloats;

    [Theory]
    [InlineData("cuda:1")]
    [InlineData("opencl")]
    [InlineData("ilgpu-cpu")]
    public void Device_of_the_other_package_is_refused_with_its_name(string device)
    {
        var exception = Assert.Throws<DeviceException>(() => CpuExecutor.Create(Device.Parse(device), program));

        Assert.Contains("NetDsl.Gpu", exception.Message);
        Assert.Contains($"'{device}'", exception.Message);
    }

    [Fact]
    public void Description_names_threads_and_vectors()
    {
        using CpuExecutor executor = CpuExecutor.Create(Device.Cpu, program, new CpuOptions(2, SimdWidth.Bits128));

        Assert.Equal("CPU, 2 threads, 128-bit", executor.Description);
    }

    [Fact]
    public void Training_at_any_number_of_threads_gives_equal_bits()
    {
        float[][] trained = [.. Enumerable.Range(1, 3).Select(threads =>
        {
            using CpuExecutor executor = Create(threads);
            Train(executor, 5, new Adam(0.9f, 0.999f, 1e-8f, 0.01f));
            return Parameters(executor);
        })];

        Assert.Equal(trained[0], trained[1]);
        Assert.Equal(trained[0], trained[2]);
        Assert.NotEqual(trained[0], Initial());
    }

    [Fact]
    public void Training_lowers_the_loss()
    {
        using CpuExecutor executor = Create(2);
        double first = Train(executor, 1, Plain).Loss;

        Assert.True(Train(executor, 200, Plain).Loss < 0.5 * first);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sgd_updates_by_its_formula_and_decays_only_the_weights(bool nesterov)
    {
        using CpuExecutor executor = Create(1);
        float[] velocity = Values(9);
        executor.WriteOptimizerState(0, velocity);
        Train(executor, 1, new Sgd(0.9f, nesterov, 0.1f));

        float[] gradient = Gradients(executor), before = Initial(), after = Parameters(executor);
        for (int i = 0; i < Size; i++)
        {
            double decayed = gradient[i] + (i < program.Layout.DecayedFloats ? 0.1 * before[i] : 0);
            double v = (0.9 * velocity[i]) + decayed;
            Assert.Equal(before[i] - (0.1 * (nesterov ? decayed + (0.9 * v) : v)), after[i], 1e-6);
        }
    }

    [Fact]
    public void Adam_updates_by_its_formula()
    {
        using CpuExecutor executor = Create(1);
        Train(executor, 1, new Adam(0.9f, 0.99f, 1e-3f, 0.1f), number: 3);

        float[] gradient = Gradients(executor), before = Initial(), after = Parameters(executor);
        for (int i = 0; i < Size; i++)
        {
            double g = gradient[i] + (i < program.Layout.DecayedFloats ? 0.1 * before[i] : 0);
            double first = 0.1 * g / (1 - Math.Pow(0.9, 3));
            double second = 0.01 * g * g / (1 - Math.Pow(0.99, 3));
            Assert.Equal(before[i] - (0.1 * first / (Math.Sqrt(second) + 1e-3)), after[i], 1e-5);
        }
    }

    [Fact]
    public void Loss_that_is_not_finite_leaves_the_parameters_and_names_the_layer()
    {
        using CpuExecutor executor = Create(2);
        float[] parameters = Initial();
        parameters[60] = float.NaN;
        executor.WriteParameters(parameters);

        Assert.False(double.IsFinite(Train(executor, 1, Plain).Loss));
        Assert.Equal(parameters, Parameters(executor));
        Assert.Equal(2, executor.FindNonFiniteLayer());
    }

    [Fact]
    public void FindNonFiniteLayer_after_a_good_step_finds_none()
    {
        using CpuExecutor executor = Create(2);
        Train(executor, 1, Plain);

        Assert.Equal(-1, executor.FindNonFiniteLayer());
    }

    [Fact]
    public void Inference_of_more_than_was_reserved_agrees_with_one_at_a_time()
    {
        using CpuExecutor executor = Create(2);
        executor.Reserve(16, training: false);
        float[] inputs = Inputs(), all = new float[Count * 3], one = new float[3];
        executor.Infer(inputs, Count, all);
        for (int i = 0; i < Count; i++)
        {
            executor.Infer(inputs.AsSpan(i * 64, 64), 1, one);
            Assert.Equal(1, one.Sum(), 1e-5);
            Assert.All(Enumerable.Range(0, 3), k => Assert.Equal(one[k], all[(i * 3) + k], 1e-5));
        }
    }

    [Fact]
    public void Reserve_keeps_parameters_and_states()
    {
        using CpuExecutor executor = Create(2);
        executor.WriteOptimizerState(1, Values(4));
        executor.Reserve(500, training: true);
        var state = new float[Size];
        executor.ReadOptimizerState(1, state);

        Assert.Equal(Values(4), state);
        Assert.Equal(Initial(), Parameters(executor));
    }

    [Fact]
    public void Training_step_allocates_nothing_on_any_thread()
    {
        using CpuExecutor executor = Create(3);
        using Batch batch = Examples();
        var random = new RandomPosition(1, 1);
        var update = new UpdateStep(new Adam(0.9f, 0.999f, 1e-8f, 0.01f), 0.01f, 1);
        for (int i = 0; i < 50; i++)
        {
            executor.Train(batch, random, update);
        }

        // other tests' threads allocate too: nothing in one of many tries is enough
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 200 && least > 0; attempt++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            long own = GC.GetAllocatedBytesForCurrentThread();
            executor.Train(batch, random, update);
            own = GC.GetAllocatedBytesForCurrentThread() - own;
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
            Assert.Equal(0, own);
        }

        Assert.Equal(0, least);
    }

    private CpuExecutor Create(int threads)
    {
        CpuExecutor executor = CpuExecutor.Create(Device.Cpu, program, new CpuOptions(threads));
        executor.Machine.SmallWork = 0;
        executor.WriteParameters(Initial());
        return executor;
    }

    private static BatchResult Train(CpuExecutor executor, int steps, Optimizer optimizer, int number = 1)
    {
        using Batch batch = Examples();
        BatchResult result = default;
        for (int i = 0; i < steps; i++)
        {
            result = executor.Train(
                batch, new RandomPosition(7, i), new UpdateStep(optimizer, 0.1f, number + i));
        }

        return result;
    }

    private static Batch Examples()
    {
        var batch = new Batch(Count, 64, 0) { Count = Count };
        Inputs().CopyTo(batch.Inputs);
        for (int i = 0; i < Count; i++)
        {
            batch.Labels[i] = i % 3;
        }

        return batch;
    }

    private static float[] Inputs()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Count * 64).Select(i => random.NextSingle() + (i / 64 % 3 == i % 3 ? 1 : 0))];
    }

    private static float[] Values(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 272).Select(_ => (random.NextSingle() - 0.5f) * 0.5f)];
    }

    private static float[] Initial() => Values(2);

    private float[] Parameters(CpuExecutor executor)
    {
        var values = new float[Size];
        executor.ReadParameters(values);
        return values;
    }

    private float[] Gradients(CpuExecutor executor)
    {
        var values = new float[Size];
        executor.ReadGradients(values);
        return values;
    }
}
