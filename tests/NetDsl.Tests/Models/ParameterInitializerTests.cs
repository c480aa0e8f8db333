using Xunit;

namespace NetDsl.Tests;

public sealed class ParameterInitializerTests
{
    [Fact]
    public void Values_follow_from_the_seed_and_the_tensors_number()
    {
        float[] first = Values(new(InitializationKind.He), 7, 40, 30);
        Assert.Equal(first, Values(new(InitializationKind.He), 7, 40, 30));
        Assert.NotEqual(first, Values(new(InitializationKind.He), 8, 40, 30));
        Assert.NotEqual(first[..1_200], first[1_200..]);
    }

    [Theory]
    [InlineData(InitializationKind.Zeros, 0, 0)]
    [InlineData(InitializationKind.Constant, 0.25, 0)]
    [InlineData(InitializationKind.Uniform, 0, 0.57735)] // ±1: 1 / √3
    [InlineData(InitializationKind.Normal, 0, 1)]
    [InlineData(InitializationKind.He, 0, 0.070711)] // √(2 / 400)
    [InlineData(InitializationKind.Xavier, 0, 0.057735)] // √(2 / (400 + 200))
    public void Mean_and_deviation_are_those_of_the_kind(InitializationKind kind, double mean, double deviation)
    {
        Initialization start = kind switch
        {
            InitializationKind.Uniform => new(kind, -1, 1),
            InitializationKind.Normal => new(kind, High: 1),
            InitializationKind.Constant => new(kind, High: 0.25f),
            _ => new(kind),
        };
        float[] values = Values(start, 7, 200, 400)[..80_000];
        double average = values.Average();
        Assert.Equal(mean, average, Math.Max(deviation, 1e-9) * 0.02);
        Assert.Equal(deviation, Math.Sqrt(values.Average(value => (value - average) * (value - average))), Math.Max(deviation, 1e-9) * 0.02);
    }

    [Theory]
    [InlineData(5, 9)]
    [InlineData(9, 5)]
    [InlineData(8, 8)]
    [InlineData(1, 4)]
    public void Orthogonal_vectors_of_the_shorter_side_have_length_1_and_right_angles(int rows, int columns)
    {
        float[] values = Values(new(InitializationKind.Orthogonal), 7, rows, columns)[..(rows * columns)];
        int count = Math.Min(rows, columns);
        float At(int vector, int i) => rows <= columns ? values[vector * columns + i] : values[i * columns + vector];
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b < count; b++)
            {
                double product = Enumerable.Range(0, Math.Max(rows, columns)).Sum(i => (double)At(a, i) * At(b, i));
                Assert.Equal(a == b ? 1 : 0, product, 1e-6);
            }
        }
    }

    [Fact]
    public void Fixed_values_of_a_seed_stay_as_they_are()
    {
        // a change here changes what every seed means
        using var model = FruitClassifier.Create(42);
        Assert.Equal(
            [-0.6039f, -0.2855f, 0.4214f, -0.4835f, -0.6379f, 0.1724f],
            model.Parameters[0].ToArray().Select(value => MathF.Round(value, 4)));
    }

    // two tensors, so that their streams can be told apart
    private static float[] Values(Initialization start, ulong seed, int rows, int columns)
    {
        int size = rows * columns;
        var layout = FruitClassifier.Layout with
        {
            Parameters =
            [
                new("a", 0, new Shape(rows, columns), ParameterKind.Weights, start, columns, rows),
                new("b", size, new Shape(rows, columns), ParameterKind.Weights, start, columns, rows),
            ],
            ParameterFloats = 2 * size,
        };
        var values = new float[2 * size];
        ParameterInitializer.Initialize(layout, seed, values);
        return values;
    }
}
