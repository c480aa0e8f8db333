using Xunit;

namespace NetDsl.Tests;

public sealed class LearningRateTests
{
    private const int StepsPerEpoch = 4;
    private const int Epochs = 10;

    [Fact]
    public void Constant_is_the_same_at_every_step() =>
        Assert.All(Rates(new ConstantRate(0.1f, 0)), rate => Assert.Equal(0.1f, rate));

    [Fact]
    public void Step_multiplies_after_every_so_many_epochs()
    {
        float[] rates = Rates(new StepRate(0.8f, 0, 0.5f, EveryEpochs: 3));
        Assert.All(rates[..12], rate => Assert.Equal(0.8f, rate));
        Assert.All(rates[12..24], rate => Assert.Equal(0.4f, rate));
        Assert.All(rates[24..36], rate => Assert.Equal(0.2f, rate));
        Assert.All(rates[36..], rate => Assert.Equal(0.1f, rate));
    }

    [Fact]
    public void Cosine_falls_from_initial_to_final()
    {
        float[] rates = Rates(new CosineRate(1, 0, Final: 0.2f));
        Assert.Equal(1, rates[0]);
        Assert.Equal(0.6f, rates[20], 1e-6f);
        for (int step = 0; step < rates.Length; step++)
        {
            Assert.Equal(0.2 + 0.8 * 0.5 * (1 + Math.Cos(Math.PI * step / 40)), rates[step], 1e-6);
        }
    }

    [Fact]
    public void Warm_up_rises_linearly_and_reaches_the_rate_at_its_end()
    {
        float[] rates = Rates(new ConstantRate(0.8f, 2));
        for (int step = 0; step < 8; step++)
        {
            Assert.Equal(0.8f * (step + 1) / 8, rates[step], 1e-6f);
        }

        Assert.All(rates[7..], rate => Assert.Equal(0.8f, rate));
    }

    [Fact]
    public void Warm_up_of_a_part_of_an_epoch_counts_in_steps()
    {
        float[] rates = Rates(new ConstantRate(0.8f, 0.5f));
        Assert.Equal([0.4f, 0.8f, 0.8f], rates[..3]);
    }

    [Fact]
    public void Cosine_starts_after_the_warm_up()
    {
        float[] rates = Rates(new CosineRate(1, 2, Final: 0));
        Assert.Equal(1, rates[7]);
        Assert.Equal(1, rates[8]);
        Assert.Equal(0.5, rates[24], 1e-6);
    }

    [Fact]
    public void Exponential_passes_through_the_factors_powers()
    {
        float[] rates = Rates(new ExponentialRate(0.8f, 0, Factor: 0.5f, EveryEpochs: 2));
        Assert.Equal([0.8f, 0.4f, 0.2f], [rates[0], rates[8], rates[16]]);
        for (int step = 0; step < rates.Length; step++)
        {
            Assert.Equal(0.8 * Math.Pow(0.5, step / 8.0), rates[step], 1e-6);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(0.5f)]
    public void Polynomial_falls_from_initial_to_final(float power)
    {
        float[] rates = Rates(new PolynomialRate(1, 0, power, Final: 0.2f));
        Assert.Equal(1, rates[0]);
        for (int step = 0; step < rates.Length; step++)
        {
            Assert.Equal(0.2 + 0.8 * Math.Pow(1 - step / 40.0, power), rates[step], 1e-6);
        }
    }

    [Fact]
    public void Exponential_and_polynomial_start_after_the_warm_up()
    {
        float[] exponential = Rates(new ExponentialRate(1, 2, Factor: 0.5f, EveryEpochs: 1));
        Assert.Equal([0.125f, 1, 1, 0.5f], [exponential[0], exponential[7], exponential[8], exponential[12]]);
        float[] polynomial = Rates(new PolynomialRate(1, 2, Power: 2, Final: 0));
        Assert.Equal([0.125f, 1, 1, 0.25f], [polynomial[0], polynomial[7], polynomial[8], polynomial[24]]);
    }

    private static float[] Rates(RatePlan plan) =>
        [.. Enumerable.Range(0, Epochs * StepsPerEpoch).Select(step => LearningRate.At(plan, step, StepsPerEpoch, Epochs))];
}
