namespace NetDsl.Conformance.Training;

/// <summary>How a generated class's parameters start: Networks/Initialisations.net has every way.</summary>
public sealed class InitialisationTests
{
    [Fact]
    public void Weights_start_as_the_file_says()
    {
        using var model = Initialisations.Create(seed: 1, Device.Cpu);

        // 60×40 he: deviation √(2/40); 50×60 xavier: within √(6/110)
        AssertNormal(model.Dense1.Weights.ToArray(), Math.Sqrt(2.0 / 40));
        AssertUniform(model.Dense2.Weights.ToArray(), -Math.Sqrt(6.0 / 110), Math.Sqrt(6.0 / 110));
        AssertUniform(model.Dense3.Weights.ToArray(), -0.25, 0.125);
        AssertNormal(model.Dense4.Weights.ToArray(), 0.5);
        AssertOrthonormalRows(model.Dense5.Weights.ToArray(), rows: 30, columns: 48);
        Assert.All(model.Dense6.Weights.ToArray(), value => Assert.Equal(0, value));
        Assert.All(model.Dense7.Weights.ToArray(), value => Assert.Equal(0.125f, value));
    }

    [Fact]
    public void Biases_start_at_zero()
    {
        using var model = Initialisations.Create(seed: 1, Device.Cpu);

        var biases = model.Parameters.Where(tensor => tensor.Name.EndsWith(".bias", StringComparison.Ordinal));

        Assert.All(biases.SelectMany(tensor => tensor.ToArray()), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Seed_decides_the_weights()
    {
        using var first = Reader.Create(seed: 1, Device.Cpu);
        using var again = Reader.Create(seed: 1, Device.Cpu);
        using var other = Reader.Create(seed: 2, Device.Cpu);

        Assert.Equal(ModelBits.Of(first), ModelBits.Of(again));
        Assert.NotEqual(ModelBits.Of(first), ModelBits.Of(other));
    }

    [Fact]
    public void Device_does_not_change_the_weights()
    {
        using var cpu = Reader.Create(seed: 1, Device.Cpu);
        using var ilgpu = Reader.Create(seed: 1, Device.IlgpuCpu);

        Assert.Equal(ModelBits.Of(cpu), ModelBits.Of(ilgpu));
    }

    [Fact]
    public void Default_is_he_in_front_of_a_relu_and_xavier_elsewhere()
    {
        using var model = Wide.Create(seed: 1, Device.Cpu);

        // conv1 19×3×5×5 before relu; dense2 67×131 before the output
        AssertNormal(model.Conv1.Weights.ToArray(), Math.Sqrt(2.0 / 75));
        AssertUniform(model.Dense2.Weights.ToArray(), -Math.Sqrt(6.0 / 198), Math.Sqrt(6.0 / 198));
    }

    /// <summary>Mean 0, that deviation, and a normal distribution's tails: 1 in 22 beyond two deviations.</summary>
    private static void AssertNormal(float[] values, double deviation)
    {
        Assert.InRange(values.Average() / deviation, -0.1, 0.1);
        Assert.InRange(Math.Sqrt(values.Average(value => (double)value * value)) / deviation, 0.93, 1.07);
        Assert.InRange(values.Count(value => Math.Abs(value) > 2 * deviation) / (double)values.Length, 0.03, 0.065);
    }

    /// <summary>Within [low, high), near both ends, and of a uniform distribution's mean and deviation.</summary>
    private static void AssertUniform(float[] values, double low, double high)
    {
        double range = high - low;
        Assert.All(values, value => Assert.InRange(value, low - 1e-7, high + 1e-7));
        Assert.InRange(values.Min(), low, low + 0.01 * range);
        Assert.InRange(values.Max(), high - 0.01 * range, high);
        Assert.InRange((values.Average() - low) / range, 0.47, 0.53);
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        Assert.InRange(deviation / (range / Math.Sqrt(12)), 0.97, 1.03);
    }

    private static void AssertOrthonormalRows(float[] values, int rows, int columns)
    {
        for (int first = 0; first < rows; first++)
            for (int second = 0; second < rows; second++)
            {
                double product = 0;
                for (int i = 0; i < columns; i++)
                    product += (double)values[first * columns + i] * values[second * columns + i];
                Assert.Equal(first == second ? 1 : 0, product, 1e-5);
            }
    }
}
