using Xunit;

namespace NetDsl.Tests;

public sealed class ModelLayoutTests
{
    [Fact]
    public void A_copy_with_another_loss_has_that_ones_targets()
    {
        ModelLayout layout = FruitClassifier.Layout with { Loss = Loss.Squared };
        Assert.Equal((1, 0), (FruitClassifier.Layout.LabelColumns, FruitClassifier.Layout.TargetSize));
        Assert.Equal((0, layout.OutputSize), (layout.LabelColumns, layout.TargetSize));
    }
}
