using Xunit;

namespace NetDsl.Tests;

public sealed class EarlyStopTests
{
    [Fact]
    public void A_stage_stops_when_validation_stalls_and_restores_the_best_weights()
    {
        using var model = FruitClassifier.Create();
        TrainingReport report = model.Run(
            Samples.Schedule(epochs: 200, stop: new StopRule(4)), Samples.FruitData());

        StageReport stage = report.Stages[0];
        int best = stage.BestEpoch!.Value;
        Assert.Equal(best + 4, stage.Epochs.Count);
        Assert.Equal(stage.Epochs.Min(epoch => epoch.ValidationError), stage.Epochs[best - 1].ValidationError);
        Assert.Equal(stage.Epochs[best - 1].ValidationError, model.Evaluate(Samples.Fruit(40, 2)).Error);
        Assert.Equal(stage.Epochs[best - 1].ValidationLoss, model.Evaluate(Samples.Fruit(40, 2)).Loss);
    }

    [Fact]
    public void A_stage_that_never_stalls_restores_the_best_weights_at_its_end()
    {
        using var model = FruitClassifier.Create();
        TrainingReport report = model.Run(
            Samples.Schedule(epochs: 6, stop: new StopRule(100)), Samples.FruitData());
        EpochReport best = report.Stages[0].Epochs[report.Stages[0].BestEpoch!.Value - 1];
        Assert.Equal(6, report.Stages[0].Epochs.Count);
        Assert.Equal(best.ValidationLoss, model.Evaluate(Samples.Fruit(40, 2)).Loss);
    }

    [Fact]
    public void A_stop_rule_without_validation_examples_is_refused_before_training()
    {
        using var model = FruitClassifier.Create();
        var exception = Assert.Throws<ScheduleException>(() =>
            model.Run(Samples.Schedule(stop: new StopRule(2)), Samples.FruitData(validation: 0)));
        Assert.Equal(
            "stage finetune of schedule Standard stops when the validation error stalls, but the data has no validation " +
            "examples: hold some out of the training examples with data.HoldOut(count)",
            exception.Message);
        Assert.Equal(0, model.Fake.Steps);
    }
}
