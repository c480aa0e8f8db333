using Xunit;

namespace NetDsl.Tests.Pretraining;

/// <summary>Samples of two machines one on the other, held against sums over all their states.</summary>
public sealed class DeepBeliefNetworkTests
{
    private const int Count = 40_000;

    /// <summary>Of the mean of so many values of 0 … 1, which deviate by ½ at most: 14 values pass with probability
    /// 0.999.</summary>
    private const double Allowed = 4.1 * 0.5 / 200;

    private static readonly SmallMachine Lower = SmallMachine.Random(visible: 4, hidden: 3, seed: 1, deviation: 3);

    private static readonly SmallMachine Upper = SmallMachine.Random(visible: 3, hidden: 2, seed: 2, deviation: 3);

    [Fact]
    public void Samples_have_the_distribution_of_the_top_machine_led_down()
    {
        using BeliefRegressor model = BeliefRegressor.Create(Lower, Upper);
        using DeepBeliefNetwork network = DeepBeliefNetwork.Of(model, BeliefRegressor.Stages);
        float[] found = network.Sample(Count, steps: 100, seed: 3);

        double[] top = Upper.VisibleDistribution();
        CheckMoments(top.Select((share, state) => (share, Lower.VisibleMeans(Upper.Visible(state)))), found);
        Assert.Equal(["h1", "h2"], network.Layers);
    }

    [Fact]
    public void Samples_from_an_example_after_one_step_are_what_the_top_machine_makes_of_it()
    {
        float[] example = [1, 0, 1, 1];
        using BeliefRegressor model = BeliefRegressor.Create(Lower, Upper);
        using DeepBeliefNetwork network = DeepBeliefNetwork.Of(model, BeliefRegressor.Stages);
        float[] examples = [.. Enumerable.Repeat(example, Count).SelectMany(values => values)];
        float[] found = network.SampleFrom(examples, steps: 1, seed: 3);

        double[] code = Lower.HiddenMeans([.. example.Select(value => (double)value)]);
        var after = new double[Upper.VisibleStates];
        for (int h = 0; h < Upper.HiddenStates; h++)
        {
            double share = SmallMachine.Probability(Upper.HiddenMeans(code), h);
            double[] back = Upper.VisibleMeans(Upper.Hidden(h));
            for (int v = 0; v < after.Length; v++)
            {
                after[v] += share * SmallMachine.Probability(back, v);
            }
        }

        CheckMoments(after.Select((share, state) => (share, Lower.VisibleMeans(Upper.Visible(state)))), found);
    }

    [Fact]
    public void No_step_from_an_example_leads_its_codes_back_down()
    {
        using BeliefRegressor model = BeliefRegressor.Create(Lower, Upper);
        using DeepBeliefNetwork network = DeepBeliefNetwork.Of(model, BeliefRegressor.Stages);
        double[] expected = Lower.VisibleMeans(Lower.HiddenMeans([1, 0, 0, 1]));

        Assert.All(network.SampleFrom([1, 0, 0, 1], steps: 0, seed: 3), (value, i) =>
            Assert.Equal(expected[i], value, 1e-6));
    }

    [Fact]
    public void Equal_seeds_give_equal_samples_and_others_do_not()
    {
        using BeliefRegressor model = BeliefRegressor.Create(Lower, Upper);
        using DeepBeliefNetwork network = DeepBeliefNetwork.Of(model, BeliefRegressor.Stages);

        Assert.Equal(network.Sample(20, 10, seed: 3), network.Sample(20, 10, seed: 3));
        Assert.NotEqual(network.Sample(20, 10, seed: 3), network.Sample(20, 10, seed: 4));
    }

    [Fact]
    public void A_stage_that_has_not_run_is_named()
    {
        using BeliefRegressor model = BeliefRegressor.Create(Lower, upper: null);
        var exception = Assert.Throws<InvalidOperationException>(
            () => DeepBeliefNetwork.Of(model, BeliefRegressor.Stages));

        Assert.Contains("h2 rbm", exception.Message);
    }

    [Fact]
    public void A_schedule_without_machines_is_named()
    {
        using BeliefRegressor model = BeliefRegressor.Create(Lower, Upper);
        Schedule schedule = BeliefRegressor.Stages with { Stages = [BeliefRegressor.Stages.Stages[2]] };
        var exception = Assert.Throws<InvalidOperationException>(() => DeepBeliefNetwork.Of(model, schedule));

        Assert.Contains("Belief", exception.Message);
    }

    [Fact]
    public void Parts_of_examples_are_refused()
    {
        using BeliefRegressor model = BeliefRegressor.Create(Lower, Upper);
        using DeepBeliefNetwork network = DeepBeliefNetwork.Of(model, BeliefRegressor.Stages);

        Assert.Throws<ArgumentException>(() => network.SampleFrom(new float[6], 1, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Sample(0, 1, seed: 1));
    }

    /// <summary>The means of the pixels and of the products of each two.</summary>
    private static void CheckMoments(IEnumerable<(double Share, double[] Pixels)> expected, float[] found)
    {
        const int pixels = 4;
        for (int i = 0; i < pixels; i++)
        {
            for (int j = i; j < pixels; j++)
            {
                double product = expected.Sum(state => state.Share * state.Pixels[i] * state.Pixels[j]);
                double mean = Enumerable.Range(0, Count).Average(n =>
                    (double)found[(n * pixels) + i] * found[(n * pixels) + j]);
                Assert.Equal(product, mean, Allowed);
            }

            Assert.Equal(
                expected.Sum(state => state.Share * state.Pixels[i]),
                Enumerable.Range(0, Count).Average(n => (double)found[(n * pixels) + i]), Allowed);
        }
    }
}
