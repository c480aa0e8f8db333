using Xunit;

namespace NetDsl.Tests;

// counts what the whole process allocates, so no other test may run beside it
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    [Fact]
    public void A_training_step_allocates_nothing_on_any_thread()
    {
        using var model = FruitClassifier.Create();
        long before = 0;
        long after = 0;
        model.Fake.Stepped = step =>
        {
            if (step == 1_000)
            {
                before = GC.GetTotalAllocatedBytes(precise: true);
            }
            else if (step == 9_000)
            {
                after = GC.GetTotalAllocatedBytes(precise: true);
            }
        };
        model.Run(Samples.Schedule(epochs: 1, batch: 1), Samples.FruitData(10_000, 0, 0));

        // 8,000 steps: what the test runner's own threads do meanwhile is less than a byte a step
        Assert.InRange(after - before, 0, 7_999);
    }
}
