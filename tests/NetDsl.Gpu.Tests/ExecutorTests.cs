namespace NetDsl.Gpu.Tests;

public sealed class ExecutorTests
{
    private const int Batch = 5;
    private static readonly RandomPosition Start = new(Seed: 1, Step: 0);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Gradients_equal_finite_differences(int groupSize)
    {
        using var executor = Create(groupSize, out float[] parameters);
        using var batch = Examples(2);
        executor.Reserve(Batch, training: true);
        executor.Differentiate(batch, Start);
        var gradients = new float[parameters.Length];
        executor.ReadGradients(gradients);
        const float delta = 1e-2f;
        // one of each tensor's values, and the last of each
        foreach (int index in (int[])[0, 53, 64, 111, 112, 114, 128, 131])
        {
            double above = LossAt(executor, parameters, index, delta, batch);
            double below = LossAt(executor, parameters, index, -delta, batch);
            Assert.Equal((above - below) / (2 * delta * Batch), gradients[index], 1e-2);
        }
    }

    [Fact]
    public void Training_lowers_the_loss_and_repeats_bit_for_bit()
    {
        float[] first = TrainSteps(out double loss, out double firstLoss);
        Assert.True(loss < 0.7 * firstLoss, $"{firstLoss} → {loss}");
        Assert.Equal(first, TrainSteps(out _, out _));
    }

    [Fact]
    public void Inference_beyond_the_reserved_batch_runs_in_chunks()
    {
        using var executor = Create(2, out _);
        float[] inputs = Values.Random(5, 7 * TinyProgram.InputSize);
        var whole = new float[7 * TinyProgram.Classes];
        executor.Infer(inputs, 7, whole);
        using var small = Create(2, out _);
        small.Reserve(3, training: false);
        var chunked = new float[whole.Length];
        small.Infer(inputs, 7, chunked);
        Assert.Equal(whole, chunked);
        for (int example = 0; example < 7; example++)
            Assert.Equal(1, whole.AsSpan(example * TinyProgram.Classes, TinyProgram.Classes).ToArray().Sum(), 1e-5f);
    }

    [Fact]
    public void A_loss_that_is_not_finite_leaves_the_parameters_and_names_the_layer()
    {
        using var executor = Create(2, out float[] parameters);
        parameters[TinyProgram.F2Weights.Offset + 3] = float.PositiveInfinity;
        executor.WriteParameters(parameters);
        using var batch = Examples(2);
        var result = executor.Train(batch, Start, Update(new Sgd(0.9f, Nesterov: false, Decay: 0)));
        Assert.False(double.IsFinite(result.Loss));
        var after = new float[parameters.Length];
        executor.ReadParameters(after);
        Assert.Equal(parameters, after);
        Assert.Equal(2, executor.FindNonFiniteLayer());
    }

    [Fact]
    public void A_healthy_network_has_no_broken_layer()
    {
        using var executor = Create(2, out _);
        Assert.Equal(-1, executor.FindNonFiniteLayer());
        using var batch = Examples(2);
        executor.Differentiate(batch, Start);
        Assert.Equal(-1, executor.FindNonFiniteLayer());
    }

    [Fact]
    public void A_span_of_the_wrong_size_is_refused()
    {
        using var executor = Create(2, out _);
        Assert.Throws<ArgumentException>(() => executor.ReadParameters(new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => executor.ReadOptimizerState(2, new float[144]));
    }

    private static float[] TrainSteps(out double loss, out double firstLoss)
    {
        using var executor = Create(2, out float[] parameters);
        using var batch = Examples(2);
        var update = Update(new Sgd(0.9f, Nesterov: true, Decay: 1e-4f));
        firstLoss = executor.Train(batch, Start, update).Loss;
        loss = firstLoss;
        for (int step = 1; step < 8; step++)
            loss = executor.Train(batch, new RandomPosition(1, step), update).Loss;
        executor.ReadParameters(parameters);
        return parameters;
    }

    private static UpdateStep Update(Optimizer optimizer) => new(optimizer, Rate: 0.1f, Number: 1);

    private static double LossAt(GpuExecutor executor, float[] parameters, int index, float delta, Batch batch)
    {
        var moved = (float[])parameters.Clone();
        moved[index] += delta;
        executor.WriteParameters(moved);
        return executor.Differentiate(batch, Start).Loss;
    }

    private static GpuExecutor Create(int groupSize, out float[] parameters)
    {
        var executor = new GpuExecutor(GpuDevices.Open(Device.IlgpuCpu)!, new TinyProgram(), groupSize);
        parameters = Values.Random(9, 144);
        executor.WriteParameters(parameters);
        return executor;
    }

    private static Batch Examples(int seed)
    {
        var batch = new Batch(Batch, TinyProgram.InputSize, targetSize: 0) { Count = Batch };
        Values.Random(seed, Batch * TinyProgram.InputSize).CopyTo(batch.Inputs);
        for (int example = 0; example < Batch; example++)
            batch.Labels[example] = example % TinyProgram.Classes;
        return batch;
    }
}
