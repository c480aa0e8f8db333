using Xunit;

namespace NetDsl.Tests;

/// <summary>Several batches that make one update.</summary>
public sealed class AccumulationTests
{
    [Fact]
    public void Groups_end_with_the_epoch_whatever_their_size()
    {
        using var model = FruitClassifier.Create();
        model.Run(Schedule(batch: 10, accumulate: 4, epochs: 2), Samples.FruitData(103));

        int[] epoch = [0, 0, 0, 40, 0, 0, 0, 40, 0, 0, 23];
        Assert.Equal([.. epoch, .. epoch], model.Fake.Groups);
    }

    [Fact]
    public void Epochs_of_one_group_make_one_update_each()
    {
        using var model = FruitClassifier.Create();
        model.Run(Schedule(batch: 50, accumulate: 9, epochs: 2), Samples.FruitData(103));

        Assert.Equal([0, 0, 103, 0, 0, 103], model.Fake.Groups);
    }

    [Fact]
    public void Rates_are_those_of_batches_as_large_as_a_group()
    {
        RatePlan rate = new CosineRate(0.05f, 0.5f, 0.001f);
        using var small = FruitClassifier.Create();
        using var large = FruitClassifier.Create();
        small.Run(Schedule(10, 4, 3, rate), Samples.FruitData(103));
        large.Run(Schedule(40, 1, 3, rate), Samples.FruitData(103));

        Assert.Equal(9, large.Fake.Rates.Count);
        Assert.Equal(large.Fake.Rates, small.Fake.Rates);
    }

    [Fact]
    public void Schedules_that_accumulate_no_batch_are_refused()
    {
        using var model = FruitClassifier.Create();
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Run(Schedule(10, 0, 1), Samples.FruitData()));
    }

    private static Schedule<FruitClassifier> Schedule(int batch, int accumulate, int epochs, RatePlan? rate = null) =>
        new("Standard", 42, batch, [Samples.Stage(epochs: epochs, rate: rate) with { Accumulate = accumulate }]);
}
