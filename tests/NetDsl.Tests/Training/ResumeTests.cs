using Xunit;

namespace NetDsl.Tests;

public sealed class ResumeTests
{
    // 103 examples in batches of 10: 11 steps an epoch
    public static TheoryData<string, int, bool> Places()
    {
        var places = new TheoryData<string, int, bool>();
        foreach (string optimizer in new[] { "plain", "momentum", "adam", "accumulated" })
        {
            foreach (int step in new[] { 1, 5, 11, 12, 27, 33, 44, 54 })
            {
                places.Add(optimizer, step, false);
                places.Add(optimizer, step, true);
            }
        }

        return places;
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_resumed_run_equals_an_uninterrupted_one_bit_for_bit(string optimizer, int stopStep, bool stops)
    {
        Schedule<FruitClassifier> schedule = Schedule(optimizer, stops);
        DataSet data = Samples.FruitData();
        using var whole = FruitClassifier.Create(1);
        TrainingReport expected = whole.Run(schedule, data);

        using var folder = new TemporaryFolder();
        var options = new RunOptions { CheckpointPath = folder.File("run.checkpoint") };
        int stopAt = Math.Min(stopStep, whole.Fake.Steps - 1);
        TrainingReport stopped = RunUntil(stopAt, schedule, data, options, out int steps);
        using var resumed = FruitClassifier.Create(99);
        TrainingReport actual = resumed.Run(schedule, data, options: options with { Resume = options.CheckpointPath });

        Assert.True(stopped.Interrupted);
        Assert.Equal(stopAt, steps);
        Assert.Equal(whole.Fake.Steps, steps + resumed.Fake.Steps);
        Assert.Equal(whole.AllParameters(), resumed.AllParameters());
        Assert.Equal(expected.Test, actual.Test, (a, b) => a.Loss == b.Loss && a.Error == b.Error);
        Assert.Equal(expected.Seed, actual.Seed);
        Assert.Equal(Numbers(expected), Numbers(actual));
    }

    [Fact]
    public void A_run_that_is_stopped_at_every_step_equals_an_uninterrupted_one()
    {
        Schedule<FruitClassifier> schedule = Schedule("adam", stops: true);
        DataSet data = Samples.FruitData();
        using var whole = FruitClassifier.Create(1);
        TrainingReport expected = whole.Run(schedule, data);

        using var folder = new TemporaryFolder();
        var options = new RunOptions { CheckpointPath = folder.File("run.checkpoint") };
        TrainingReport report = RunUntil(1, schedule, data, options, out _);
        float[] parameters = [];
        while (report.Interrupted)
        {
            using var model = FruitClassifier.Create(99);
            using var source = new CancellationTokenSource();
            model.Fake.Stepped = _ => source.Cancel();
            report = model.Run(
                schedule, data, options: options with { Resume = options.CheckpointPath }, cancellation: source.Token);
            parameters = model.AllParameters();
        }

        Assert.Equal(whole.AllParameters(), parameters);
        Assert.Equal(Numbers(expected), Numbers(report));
    }

    [Fact]
    public void A_stopped_run_says_where_it_stopped_and_how_to_go_on()
    {
        using var folder = new TemporaryFolder();
        TrainingReport report = RunUntil(
            27, Samples.Schedule(), Samples.FruitData(), new RunOptions { OutputFolder = folder.Path }, out _);
        string path = folder.File("fruitclassifier.checkpoint");
        Assert.True(report.Interrupted);
        Assert.Equal(path, report.CheckpointPath);
        Assert.Equal($"stopped after epoch 3, batch 5; saved {path}; go on with --resume {path}", report.Message);
        Assert.Same(Evaluation.None, report.Test);
        Assert.Equal(2, report.Stages[0].Epochs.Count);
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_run_that_is_cancelled_before_it_starts_saves_its_start()
    {
        using var folder = new TemporaryFolder();
        using var model = FruitClassifier.Create(1);
        var options = new RunOptions { OutputFolder = folder.Path };
        TrainingReport report = model.Run(
            Samples.Schedule(), Samples.FruitData(), options: options, cancellation: new CancellationToken(canceled: true));
        Assert.Equal(0, model.Fake.Steps);
        Assert.StartsWith("stopped before the first batch; saved", report.Message);

        using var whole = FruitClassifier.Create(1);
        whole.Run(Samples.Schedule(), Samples.FruitData());
        using var resumed = FruitClassifier.Create(2);
        resumed.Run(Samples.Schedule(), Samples.FruitData(), options: options with { Resume = report.CheckpointPath });
        Assert.Equal(whole.AllParameters(), resumed.AllParameters());
    }

    [Fact]
    public void A_checkpoint_after_each_epoch_resumes_a_run_that_was_killed()
    {
        using var folder = new TemporaryFolder();
        var options = new RunOptions { OutputFolder = folder.Path, CheckpointEachEpoch = true };
        using var killed = FruitClassifier.Create(1);
        killed.Fake.Stepped = step => _ = step == 30 ? throw new InvalidOperationException("killed") : 0;
        Assert.Throws<InvalidOperationException>(() => killed.Run(Samples.Schedule(), Samples.FruitData(), options: options));

        using var whole = FruitClassifier.Create(1);
        whole.Run(Samples.Schedule(), Samples.FruitData());
        using var resumed = FruitClassifier.Create(2);
        resumed.Run(
            Samples.Schedule(),
            Samples.FruitData(),
            options: new RunOptions { Resume = folder.File("fruitclassifier.checkpoint"), OutputFolder = folder.Path });
        Assert.Equal(11, resumed.Fake.Steps);
        Assert.Equal(whole.AllParameters(), resumed.AllParameters());
    }

    [Fact]
    public void Resume_keeps_the_seed_and_the_epochs_that_the_run_was_started_with()
    {
        using var folder = new TemporaryFolder();
        var options = new RunOptions { OutputFolder = folder.Path, Seed = 5, Epochs = 2 };
        TrainingReport stopped = RunUntil(7, Samples.Schedule(), Samples.FruitData(), options, out _);
        using var whole = FruitClassifier.Create(1);
        whole.Run(Samples.Schedule(), Samples.FruitData(), options: options);
        using var resumed = FruitClassifier.Create(2);
        TrainingReport report = resumed.Run(
            Samples.Schedule(), Samples.FruitData(), options: new RunOptions { Resume = stopped.CheckpointPath });
        Assert.Equal(5ul, report.Seed);
        Assert.Equal(2, report.Stages[0].Epochs.Count);
        Assert.Equal(whole.AllParameters(), resumed.AllParameters());
    }

    private static Schedule<FruitClassifier> Schedule(string name, bool stops)
    {
        Optimizer optimizer = name switch
        {
            "plain" => new Sgd(0, false, 0),
            "momentum" => Samples.Momentum,
            _ => Samples.Adam,
        };
        FineTuneStage first = Samples.Stage(
            optimizer, 3, new CosineRate(0.05f, 0.5f, 0.001f), stops ? new StopRule(1) : null);
        return Samples.Schedule() with
        {
            Stages =
            [
                name == "accumulated" ? first with { Accumulate = 4 } : first,
                Samples.Stage(optimizer, 2, new StepRate(0.02f, 0, 0.5f, 1)) with { Name = "second" },
            ],
        };
    }

    private static TrainingReport RunUntil(
        int step, Schedule<FruitClassifier> schedule, DataSet data, RunOptions options, out int steps)
    {
        using var model = FruitClassifier.Create(1);
        using var source = new CancellationTokenSource();
        model.Fake.Stepped = done =>
        {
            if (done == step)
            {
                source.Cancel();
            }
        };
        TrainingReport report = model.Run(schedule, data, options: options, cancellation: source.Token);
        steps = model.Fake.Steps;
        return report;
    }

    private static IEnumerable<(string, int, double, double, double?, double?)> Numbers(TrainingReport report) =>
        report.Stages.SelectMany(stage => stage.Epochs.Select(epoch =>
            (stage.Name, epoch.Epoch, epoch.Loss, epoch.Error, epoch.ValidationLoss, epoch.ValidationError)));
}
