using ILGPU.Runtime;

namespace NetDsl.Gpu.Tests;

/// <summary>A stage's rules at any group size: two rows of three weights, four weights, and two biases.</summary>
public sealed class RuledUpdateTests
{
    private const int Count = 12;
    private const float Rate = 0.1f;
    private const float Norm = 0.4f;
    private const float MostOfRow = 0.25f;

    private static readonly UpdateTask[] Tasks =
    [
        new(0, 6, new UpdateFactors(Rate: 2, Decay: 0.1f, L1: 0, Row: 3, MostOfRow)),
        new(6, 4, new UpdateFactors(Rate: 1, Decay: 0, L1: 0.05f, Row: 0, MaximalNorm: 0)),
        new(10, 2, new UpdateFactors(Rate: 0.5f, Decay: 0, L1: 0, Row: 0, MaximalNorm: 0)),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [OpenClData(32)]
    [OpenClData(64)]
    [OpenClData(256)]
    public void Every_stretch_is_updated_by_its_own_factors(int groupSize)
    {
        float[] start = Values.Random(1, Count), accumulated = Values.Random(2, Count), batch = Values.Random(3, Count);
        using var rig = new Rig(groupSize, batch: 1);
        var launcher = rig.Step.Launcher;
        var stretches = rig.Accelerator.Allocate1D(Array.ConvertAll(Tasks, task => new Stretch(task)));
        var (weights, sums, factor) = (rig.Upload(start), rig.Empty(2), rig.Empty(1));
        var (unused, finite) = (rig.Upload(new float[Count]), rig.Upload([1]));
        var gradients = new BatchGradient(rig.Upload(batch).View, rig.Upload(accumulated).View, 3, 0.125f, 0);
        launcher.Launch(new GradientSquares(stretches.View, gradients, sums.View), new(2, 1, 1), 256);
        launcher.Launch(new ClippingFactor(sums.View, factor.View, 2, Norm), new(1, 1, 1), 256);
        launcher.Launch(
            new RuledUpdate<SgdRule>(
                new SgdRule(new Sgd(0, false, 0)), stretches.View, gradients, weights.View, unused.View, unused.View,
                finite.View, factor.View, decouples: 0, Rate),
            new(2, 1, 1),
            256);
        launcher.Launch(new MaximalNorms(stretches.View, weights.View, finite.View), new(2, 1, 1), 256);

        Values.Equal(Expected(start, accumulated, batch), rig.Download(weights), 1e-6f);
        stretches.Dispose();
    }

    [Fact]
    public void Loss_that_is_not_finite_changes_nothing()
    {
        float[] start = Values.Random(1, Count);
        using var rig = new Rig(groupSize: 2, batch: 1);
        var stretches = rig.Accelerator.Allocate1D(Array.ConvertAll(Tasks, task => new Stretch(task)));
        var (weights, ones) = (rig.Upload(start), rig.Upload(Enumerable.Repeat(1f, Count).ToArray()));
        var gradients = new BatchGradient(ones.View, default, 1, 1, 0);
        rig.Step.Launcher.Launch(
            new RuledUpdate<SgdRule>(
                new SgdRule(new Sgd(0, false, 0)), stretches.View, gradients, weights.View, ones.View, ones.View,
                rig.Upload([0]).View, ones.View, decouples: 0, Rate),
            new(2, 1, 1),
            256);

        Assert.Equal(start, rig.Download(weights));
        stretches.Dispose();
    }

    private static double[] Expected(float[] start, float[] accumulated, float[] batch)
    {
        double[] gradients = [.. accumulated.Zip(batch, (before, now) => (before + 3.0 * now) * 0.125)];
        double factor = Math.Min(1, Norm / (Math.Sqrt(gradients.Sum(value => value * value)) + 1e-6));
        double[] weights = [.. start];
        foreach (var task in Tasks)
        {
            for (int i = task.First; i < task.First + task.Count; i++)
            {
                double slope = factor * gradients[i] + task.Factors.Decay * weights[i]
                    + task.Factors.L1 * Math.Sign(weights[i]);
                weights[i] -= Rate * task.Factors.Rate * slope;
            }
        }

        for (int row = 0; row < 6; row += 3)
        {
            double norm = Math.Sqrt(weights[row..(row + 3)].Sum(value => value * value));
            for (int i = row; i < row + 3; i++)
                weights[i] *= Math.Min(1, MostOfRow / norm);
        }

        return weights;
    }
}
