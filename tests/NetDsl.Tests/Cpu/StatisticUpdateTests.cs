using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

public sealed unsafe class StatisticUpdateTests : KernelTest
{
    private static readonly ModelLayout Layout = FruitClassifier.Layout with
    {
        Parameters =
        [
            new("a.weight", 0, new Shape(3), ParameterKind.Weights, default, 0, 0),
            new("b.running_mean", 16, new Shape(20), ParameterKind.Statistic, default, 0, 0, Momentum: 0.1f),
            new("c.running_mean", 48, new Shape(5), ParameterKind.Statistic, default, 0, 0, Momentum: 0.5f),
            new("d.weight", 64, new Shape(2), ParameterKind.Fixed, default, 0, 0, Values: [1, 2]),
        ],
        DecayedFloats = 16,
        LearntFloats = 16,
        ParameterFloats = 80,
    };

    [Fact]
    public void Table_covers_the_statistics_alone()
    {
        StatisticTable table = StatisticTable.Of(Layout);
        Assert.Equal(16, table.First);
        Assert.Equal([0.1f, 0.1f, 0.5f], table.Momenta);
    }

    [Fact]
    public void Table_of_a_network_without_statistics_is_empty() =>
        Assert.Equal(0, StatisticTable.Of(FruitClassifier.Layout).Count);

    [Fact]
    public void Each_statistic_follows_the_batch_by_its_momentum_and_nothing_else_changes()
    {
        float[] running = Random(80, 1), batch = Random(80, 2);
        double[] expected = [.. running.Select((value, i) => (double)value + Momentum(i) * (batch[i] - (double)value))];
        Check(expected, 1e-6, machine =>
        {
            TensorBuffer parameters = Buffer(running);
            StatisticUpdate.Run(machine, StatisticTable.Of(Layout), parameters.Pointer, Buffer(batch).Pointer);
            return Read(parameters, 80);
        });

        static double Momentum(int i) => i is >= 16 and < 48 ? 0.1f : i is >= 48 and < 64 ? 0.5f : 0;
    }
}
