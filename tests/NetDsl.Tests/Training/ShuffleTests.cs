using Xunit;

namespace NetDsl.Tests;

public sealed class ShuffleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void Permute_gives_each_index_once(int count)
    {
        var order = new int[count];
        Shuffle.Permute(order, 1, 0);
        Assert.Equal(Enumerable.Range(0, count), order.Order());
    }

    [Fact]
    public void Permute_follows_from_seed_and_epoch()
    {
        int[] Order(ulong seed, int epoch)
        {
            var order = new int[100];
            Array.Fill(order, -7);
            Shuffle.Permute(order, seed, epoch);
            return order;
        }

        Assert.Equal(Order(1, 2), Order(1, 2));
        Assert.NotEqual(Order(1, 2), Order(1, 3));
        Assert.NotEqual(Order(1, 2), Order(2, 2));
    }

    [Fact]
    public void Permute_over_many_epochs_puts_each_index_everywhere_equally_often()
    {
        const int epochs = 6_000;
        var counts = new int[6, 6];
        var order = new int[6];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            Shuffle.Permute(order, 3, epoch);
            for (int i = 0; i < 6; i++)
            {
                counts[i, order[i]]++;
            }
        }

        // 1,000 expected, deviation √(6000 · 1/6 · 5/6) = 29: five deviations
        Assert.All(counts.Cast<int>(), count => Assert.InRange(count, 1_000 - 145, 1_000 + 145));
    }
}
