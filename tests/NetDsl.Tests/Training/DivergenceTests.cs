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

    // the last of the 11 steps of an epoch: no later one sees what it did
    [Theory]
    [InlineData(11, 1)]
    [InlineData(33, 3)]
    public void Parameter_that_is_no_number_after_the_last_step_of_an_epoch_is_reported(int step, int epoch)
    {
        using var model = FruitClassifier.Create();
        float[] broken = model.AllParameters();
        broken[17] = float.PositiveInfinity;
        model.Fake.Stepped = steps =>
        {
            if (steps == step)
            {
                model.Fake.WriteParameters(broken);
            }
        };
        var progress = new RecordingProgress();

        var exception = Assert.Throws<TrainingDivergedException>(() =>
            model.Run(Samples.Schedule(), Samples.FruitData(), progress));

        Assert.Equal((epoch, 11, "fruit"), (exception.Epoch, exception.Batch, exception.Layer));
        Assert.StartsWith(
            $"finetune: fruit.bias became infinite or not a number in epoch {epoch}, batch 11, first in layer fruit; the "
            + "learning rate was 0.05: try a lower one",
            exception.Message);
        Assert.Same(exception, progress.Failure);
        Assert.Equal(epoch - 1, progress.Epochs.Count);
    }

    [Fact]
    public void Loss_of_validation_or_test_examples_that_is_no_number_is_no_success()
    {
        ExampleSet good = Samples.FruitData().Training;
        var bad = new VectorExamples(new Shape(2), new[] { 1, float.NaN }, new int[1]);
        using var model = FruitClassifier.Create();

        var ofValidation = Assert.Throws<TrainingDivergedException>(() =>
            model.Run(Samples.Schedule(), new DataSet(good, validation: bad)));
        var ofTest = Assert.Throws<TrainingDivergedException>(() =>
            model.Run(Samples.Schedule(), new DataSet(good, test: bad)));

        Assert.Equal(1, ofValidation.Epoch);
        Assert.Contains("the loss of the validation examples became NaN in epoch 1", ofValidation.Message);
        Assert.Equal(3, ofTest.Epoch);
        Assert.Contains("the loss of the test examples is NaN after the last epoch", ofTest.Message);
    }
}
