namespace NetDsl.Gpu.Tests;

public sealed class UpdateTests
{
    private const int Count = 5;
    private const int Decayed = 3;
    private const float Rate = 0.1f;
    private static readonly float[] Gradient = Values.Random(2, Count);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sgd_follows_its_formula(bool nesterov)
    {
        var sgd = new Sgd(Momentum: 0.9f, nesterov, Decay: 0.01f);
        double[] w = Start();
        var v = new double[Count];
        for (int step = 0; step < 3; step++)
        {
            for (int i = 0; i < Count; i++)
            {
                double g = Gradient[i] + (i < Decayed ? 0.01 * w[i] : 0);
                v[i] = 0.9 * v[i] + g;
                w[i] -= Rate * (nesterov ? g + 0.9 * v[i] : v[i]);
            }
        }

        using var rig = new Rig(groupSize: 2, batch: 1);
        var (weights, velocity) = (rig.Upload(Values.Random(1, Count)), rig.Upload(new float[Count]));
        var unused = rig.Upload(new float[Count]);
        var (gradient, finite) = (rig.Upload(Gradient), rig.Upload([1]));
        for (int step = 0; step < 3; step++)
        {
            var update = new OptimizerUpdate<SgdRule>(
                new SgdRule(sgd), weights.View, gradient.View, velocity.View, unused.View, finite.View,
                Count, Decayed, sgd.Decay, 0, Rate);
            rig.Step.Launcher.LaunchOver(update, Count);
        }

        Values.Equal(w, rig.Download(weights), 1e-6f);
        Values.Equal(v, rig.Download(velocity), 1e-6f);
    }

    [Fact]
    public void Adam_follows_its_formula_with_bias_correction()
    {
        var adam = new Adam(Beta1: 0.9f, Beta2: 0.999f, Epsilon: 1e-8f, Decay: 0.01f);
        double[] w = Start();
        var (m, v) = (new double[Count], new double[Count]);
        for (int step = 1; step <= 3; step++)
        {
            for (int i = 0; i < Count; i++)
            {
                double g = Gradient[i] + (i < Decayed ? 0.01 * w[i] : 0);
                m[i] = 0.9 * m[i] + 0.1 * g;
                v[i] = 0.999 * v[i] + 0.001 * g * g;
                double corrected = v[i] / (1 - Math.Pow(0.999, step));
                w[i] -= Rate * m[i] / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(corrected) + 1e-8);
            }
        }

        using var rig = new Rig(groupSize: 2, batch: 1);
        var weights = rig.Upload(Values.Random(1, Count));
        var (first, second) = (rig.Upload(new float[Count]), rig.Upload(new float[Count]));
        var (gradient, finite) = (rig.Upload(Gradient), rig.Upload([1]));
        for (int step = 1; step <= 3; step++)
        {
            var update = new OptimizerUpdate<AdamRule>(
                new AdamRule(adam.Beta1, adam.Beta2, adam.Epsilon, step),
                weights.View, gradient.View, first.View, second.View, finite.View,
                Count, Decayed, adam.Decay, 0, Rate);
            rig.Step.Launcher.LaunchOver(update, Count);
        }

        Values.Equal(w, rig.Download(weights), 1e-4f);
        Values.Equal(m, rig.Download(first), 1e-6f);
        Values.Equal(v, rig.Download(second), 1e-6f);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Losses_that_are_not_finite_are_found(float loss)
    {
        using var rig = new Rig(groupSize: 2, batch: 1);
        var finite = rig.Empty(1);
        var size = new ILGPU.Index3D(1, 1, 1);
        rig.Step.Launcher.Launch(new FiniteLosses(rig.Upload([1, 2, loss]).View, finite.View, 3), size, 256);
        Assert.Equal([0f], rig.Download(finite));
        rig.Step.Launcher.Launch(new FiniteLosses(rig.Upload([1, 2, 3]).View, finite.View, 3), size, 256);
        Assert.Equal([1f], rig.Download(finite));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Statistics_follow_the_batch_unless_its_loss_is_not_finite(float finite)
    {
        float[] running = Values.Random(1, 32), batch = Values.Random(2, 32);
        using var rig = new Rig(groupSize: 2, batch: 1);
        var statistics = rig.Upload(running);
        var update = new StatisticUpdate(
            rig.Upload([0.1f, 0.5f]).View, statistics.View, rig.Upload(batch).View, rig.Upload([finite]).View, 32);
        rig.Step.Launcher.LaunchOver(update, 32);

        double[] expected = running.Select((value, i) =>
            value + finite * (i < 16 ? 0.1 : 0.5) * (batch[i] - (double)value)).ToArray();
        Values.Equal(expected, rig.Download(statistics), 1e-6f);
    }

    private static double[] Start() => Values.Random(1, Count).Select(value => (double)value).ToArray();
}
