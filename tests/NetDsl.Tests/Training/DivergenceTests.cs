using Xunit;

namespace NetDsl.Tests;

public sealed class DivergenceTests
{
    [Fact]
    public void A_loss_that_is_no_number_names_epoch_batch_and_layer_and_leaves_the_parameters()
    {
        using var model = FruitClassifier.Create();
        model.Fake.NonFiniteStep = 13;
        float[] before = [];
        model.Fake.Stepped = step => before = step == 13 ? model.AllParameters() : before;
        var progress = new RecordingProgress();
        var exception = Assert.Throws<TrainingDivergedException>(() =>
            model.Run(Samples.Schedule(), Samples.FruitData(), progress));

        Assert.Equal((2, 3, "fruit"), (exception.Epoch, exception.Batch, exception.Layer));
        Assert.Equal(
            "finetune: the loss became NaN in epoch 2, batch 3, first in layer fruit; the learning rate was 0.05: try a lower " +
            "one, such as 0.005, or a warm-up, and look for values in the data that are not finite",
            exception.Message);
        Assert.Equal(before, model.AllParameters());
        Assert.Same(exception, progress.Failure);
        Assert.Null(progress.Report);
    }
}
