using Xunit;

namespace NetDsl.Tests;

public sealed class RunTests
{
    [Fact]
    public void Run_on_separable_points_learns_them_and_tests()
    {
        using var model = FruitClassifier.Create(1);
        TrainingReport report = model.Run(Samples.Schedule(epochs: 20), Samples.FruitData(300));

        StageReport stage = Assert.Single(report.Stages);
        Assert.Equal(20, stage.Epochs.Count);
        Assert.True(stage.Epochs[^1].Loss < stage.Epochs[0].Loss);
        Assert.InRange(report.Test.Error, 0, 0.2);
        Assert.Equal(30, report.Test.Count);
        Assert.False(report.Interrupted);
        Assert.Null(report.CheckpointPath);
        Assert.Equal(42ul, report.Seed);
    }

    [Fact]
    public void Run_of_the_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        float[] Train(ulong seed)
        {
            using var model = FruitClassifier.Create(1);
            model.Run(Samples.Schedule(), Samples.FruitData(), options: new RunOptions { Seed = seed });
            return model.AllParameters();
        }

        Assert.Equal(Train(5), Train(5));
        Assert.NotEqual(Train(5), Train(6));
    }

    [Fact]
    public void Seed_comes_from_the_options_then_the_schedule_then_the_model()
    {
        using var model = FruitClassifier.Create(7);
        Schedule<FruitClassifier> schedule = Samples.Schedule(epochs: 1);
        DataSet data = Samples.FruitData();

        Assert.Equal(9ul, model.Run(schedule, data, options: new RunOptions { Seed = 9 }).Seed);
        Assert.Equal(42ul, model.Run(schedule, data).Seed);
        Assert.Equal(7ul, model.Run(schedule with { Seed = null }, data).Seed);
    }

    [Fact]
    public void An_epoch_takes_the_last_smaller_batch_too()
    {
        using var model = FruitClassifier.Create();
        var progress = new RecordingProgress();
        model.Run(Samples.Schedule(epochs: 2, batch: 10), Samples.FruitData(103), progress);

        Assert.Equal(22, model.Fake.Steps);
        Assert.Equal(10, model.Fake.ReservedForTraining);
        Assert.Equal(11, progress.Steps[^1].Batches);
    }

    [Fact]
    public void Run_options_epochs_replace_the_schedules()
    {
        using var model = FruitClassifier.Create();
        TrainingReport report = model.Run(
            Samples.Schedule(epochs: 9), Samples.FruitData(), options: new RunOptions { Epochs = 2 });
        Assert.Equal(2, report.Stages[0].Epochs.Count);
    }

    [Fact]
    public void Stages_run_in_order_each_with_an_optimizer_of_its_own()
    {
        using var model = FruitClassifier.Create();
        Schedule<FruitClassifier> schedule = Samples.Schedule() with
        {
            Stages =
            [
                Samples.Stage(Samples.Adam, epochs: 1, new ConstantRate(0.01f, 0)) with { Name = "first" },
                Samples.Stage(Samples.Momentum, epochs: 2, new ConstantRate(0.5f, 0)) with { Name = "second" },
            ],
        };
        TrainingReport report = model.Run(schedule, Samples.FruitData(20, 0, 0));

        Assert.Equal(["first", "second"], report.Stages.Select(stage => stage.Name));
        Assert.Equal([0.01f, 0.01f, 0.5f, 0.5f, 0.5f, 0.5f], model.Fake.Rates);
        Assert.Same(Evaluation.None, report.Test);
    }

    [Fact]
    public void Progress_hears_of_the_stage_the_steps_the_epochs_and_the_end()
    {
        using var model = FruitClassifier.Create();
        var progress = new RecordingProgress();
        TrainingReport report = model.Run(
            Samples.Schedule(epochs: 2), Samples.FruitData(), progress, new RunOptions { ProgressInterval = TimeSpan.Zero });

        StageStart stage = Assert.Single(progress.Stages);
        Assert.Equal(("finetune", 2, 103, true, true), (stage.Stage, stage.Epochs, stage.Examples, stage.Classifies, stage.Validates));
        Assert.Equal(22, progress.Steps.Count);
        Assert.Equal(Enumerable.Range(1, 11), progress.Steps.Take(11).Select(step => step.Batch));
        Assert.Equal(TimeSpan.Zero, progress.Steps[^1].Left);
        Assert.Equal(report.Stages[0].Epochs, progress.Epochs);
        Assert.Same(report, progress.Report);
        Assert.NotNull(progress.Epochs[0].ValidationError);
    }

    [Fact]
    public void Steps_between_two_intervals_are_not_reported()
    {
        using var model = FruitClassifier.Create();
        var progress = new RecordingProgress();
        model.Run(
            Samples.Schedule(epochs: 2), Samples.FruitData(), progress, new RunOptions { ProgressInterval = TimeSpan.FromHours(1) });
        // only each epoch's last, so that a bar ends full
        Assert.Equal([11, 11], progress.Steps.Select(step => step.Batch));
    }

    [Fact]
    public void A_regressor_learns_a_line_and_stops_by_its_loss()
    {
        using var model = LineRegressor.Create();
        var schedule = new Schedule<LineRegressor>(
            "Line", null, 5, [Samples.Stage(epochs: 300, rate: new ConstantRate(0.1f, 0), stop: new StopRule(300))]);
        TrainingReport report = model.Run(schedule, new DataSet(Samples.Line(50), Samples.Line(20), Samples.Line(20)));

        Assert.InRange(model.Predict(0.5f), 1.99f, 2.01f);
        Assert.InRange(report.Test.Loss, 0, 1e-4);
        Assert.Equal(0, report.Test.Wrong);
        Assert.InRange(report.Stages[0].BestEpoch!.Value, 1, 300);
    }
}
