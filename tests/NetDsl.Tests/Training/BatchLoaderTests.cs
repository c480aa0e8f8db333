using Xunit;

namespace NetDsl.Tests;

public sealed class BatchLoaderTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    [InlineData(50, 1)]
    [InlineData(64, 1)]
    [InlineData(1, 4)]
    [InlineData(35, 2)]
    [InlineData(50, 5)]
    public void Batches_come_in_the_shuffled_order_whatever_the_timing(int batchSize, int threads)
    {
        using var loader = new BatchLoader(new Numbers(50, slow: true), batchSize, seed: 3, threads);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            Assert.Equal(Expected(50, epoch), Take(loader, epoch, firstBatch: 0));
        }
    }

    [Fact]
    public void Begin_in_the_middle_gives_the_epochs_other_batches()
    {
        using var loader = new BatchLoader(new Numbers(50), 8, seed: 3);
        Assert.Equal(Expected(50, 4).Skip(24), Take(loader, 4, firstBatch: 3));
        Assert.Empty(Take(loader, 5, firstBatch: 7));
        Assert.Equal(Expected(50, 6), Take(loader, 6, firstBatch: 0));
    }

    [Fact]
    public void A_batch_that_is_taken_stays_as_it_is_while_others_are_filled()
    {
        using var loader = new BatchLoader(new Numbers(100), 10, seed: 3);
        loader.Begin(0, 0);
        for (int batch = 0; batch < 10; batch++)
        {
            float[] first = loader.Take().Inputs.ToArray();
            Thread.Sleep(5);
            Assert.Equal(first, loader.Take().Inputs.ToArray());
            loader.Release();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_error_in_the_data_reaches_the_one_who_takes(int threads)
    {
        using var loader = new BatchLoader(new Numbers(50, broken: 20), 8, seed: 3, threads);
        loader.Begin(0, 0);
        int before = Expected(50, 0).TakeWhile(index => index != 20).Count() / 8;
        for (int batch = 0; batch < before; batch++)
        {
            loader.Take();
            loader.Release();
        }

        var exception = Assert.Throws<DataException>(() =>
        {
            loader.Take();
        });
        Assert.Equal("example 20 is broken", exception.Message);
    }

    [Fact]
    public void Dispose_in_the_middle_of_an_epoch_returns()
    {
        var loader = new BatchLoader(new Numbers(1_000), 2, seed: 3);
        loader.Begin(0, 0);
        loader.Take();
        loader.Dispose();
    }

    private static IEnumerable<int> Expected(int count, int epoch)
    {
        var order = new int[count];
        Shuffle.Permute(order, 3, epoch);
        return order;
    }

    private static List<int> Take(BatchLoader loader, int epoch, int firstBatch)
    {
        List<int> seen = [];
        loader.Begin(epoch, firstBatch);
        for (int i = firstBatch; i < loader.Batches; i++)
        {
            Batch batch = loader.Take();
            for (int n = 0; n < batch.Count; n++)
            {
                Assert.Equal(batch.Labels[n], (int)batch.Inputs[n]);
                seen.Add(batch.Labels[n]);
            }

            loader.Release();
        }

        return seen;
    }

    /// <summary>Example i is i, of class i.</summary>
    private sealed class Numbers(int count, bool slow = false, int broken = -1) : ExampleSet
    {
        public override int Count => count;

        public override Shape InputShape { get; } = new(1);

        public override void CopyInput(int index, Span<float> destination)
        {
            if (slow && index % 13 == 0)
            {
                Thread.Sleep(1);
            }

            destination[0] = index != broken ? index : throw new DataException($"example {index} is broken");
        }

        public override int Label(int index) => index;
    }
}
