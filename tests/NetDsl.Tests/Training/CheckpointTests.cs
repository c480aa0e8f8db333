using Xunit;

namespace NetDsl.Tests;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string path;

    public CheckpointTests()
    {
        path = folder.File("run.checkpoint");
        using var model = FruitClassifier.Create(1);
        using var source = new CancellationTokenSource();
        model.Fake.Stepped = step =>
        {
            if (step == 27)
            {
                source.Cancel();
            }
        };
        model.Run(
            Samples.Schedule(stop: new StopRule(5)),
            Samples.FruitData(),
            options: new RunOptions { CheckpointPath = path },
            cancellation: source.Token);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Resume_with_other_data_is_refused()
    {
        AssertRefused(Resume(data: Samples.FruitData(104)), "training examples: was 103 of 2, is 104 of 2");
        AssertRefused(Resume(data: Samples.FruitData(103, 41)), "validation examples: was 40 of 2, is 41 of 2");

        // the same points, one class of which is another
        VectorExamples same = Samples.Fruit(103);
        int[] labels = [.. Enumerable.Range(0, 103).Select(same.Label)];
        labels[57] = (labels[57] + 1) % 3;
        var points = new float[206];
        for (int i = 0; i < 103; i++)
        {
            same.CopyInput(i, points.AsSpan(2 * i, 2));
        }

        DataSet given = Samples.FruitData();
        AssertRefused(
            Resume(data: new DataSet(new VectorExamples(new Shape(2), points, labels), given.Validation, given.Test)),
            "was saved by another run: classes and targets of the training examples differ. Resume it");
        points[205] += 1;
        AssertRefused(
            Resume(data: new DataSet(new VectorExamples(new Shape(2), points, labels), given.Validation, given.Test)),
            "examples differ; values of the training examples differ. Resume it");
    }

    [Fact]
    public void Resume_of_another_schedule_is_refused()
    {
        Schedule<FruitClassifier> schedule = Samples.Schedule(stop: new StopRule(5));
        AssertRefused(Resume(schedule with { Name = "Other" }), "saved by another run: schedule: was Standard, is Other");
        AssertRefused(Resume(schedule with { Batch = 11 }), "saved by another run: batch: was 10, is 11");
        AssertRefused(
            Resume(Samples.Schedule(Samples.Adam, stop: new StopRule(5))),
            "stage 1: was finetune: sgd momentum 0.9 decay 0, rate 0.05, stop after 5 stalled epochs, is " +
            "finetune: adam 0.9 0.999 epsilon 1E-08 decay 0, rate 0.05, stop after 5 stalled epochs. Resume it with");
        AssertRefused(Resume(options: new RunOptions { Seed = 1 }), "seed: was 42, is 1");
    }

    [Fact]
    public void Resume_of_another_network_is_refused()
    {
        using var model = LineRegressor.Create();
        var schedule = new Schedule<LineRegressor>("Standard", 42, 10, [Samples.Stage()]);
        var exception = Assert.Throws<CheckpointException>(() =>
            model.Run(schedule, new DataSet(Samples.Line(103)), options: new RunOptions { Resume = path }));
        Assert.Contains("saved by another run: network: was FruitClassifier, is LineRegressor; input: was 2, is 1; ", exception.Message);
        Assert.Contains("more. Resume it with what it was started with", exception.Message);
    }

    [Fact]
    public void Resume_with_changes_that_are_allowed_goes_on()
    {
        Schedule<FruitClassifier> faster = Samples.Schedule(stop: new StopRule(5), rate: new ConstantRate(0.1f, 0));
        using var model = FruitClassifier.Create();

        TrainingReport report = model.Run(
            faster, Samples.FruitData(), options: new RunOptions { Resume = path, AllowChanges = true });

        Assert.False(report.Interrupted);
        Assert.Equal(3, report.Stages[0].Epochs.Count);
        Assert.All(model.Fake.Rates, rate => Assert.Equal(0.1f, rate));
        Assert.Equal(6, model.Fake.Rates.Count);
    }

    [Fact]
    public void Changes_that_a_run_cannot_go_on_with_are_refused_although_they_are_allowed()
    {
        var options = new RunOptions { AllowChanges = true };
        AssertRefused(
            Resume(Samples.Schedule(stop: new StopRule(5), batch: 20), options: options),
            "stopped in the middle of an epoch of 103 examples in 11 batches, which cannot go on with 103 in 6");
        AssertRefused(
            Resume(Samples.Schedule(Samples.Adam, stop: new StopRule(5)), options: options),
            "what stage finetune had in memory, such as its optimizer's values, is not what it has now");
    }

    [Fact]
    public void Resume_of_weights_or_of_no_file_is_refused()
    {
        using var model = FruitClassifier.Create();
        model.Save(folder.File("w"));
        AssertRefused(
            Resume(options: new RunOptions { Resume = folder.File("w") }),
            "is not a training run's checkpoint; load weights with Load");
        AssertRefused(Resume(options: new RunOptions { Resume = folder.File("none") }), "there is no such file");
    }

    [Fact]
    public void A_checkpoint_that_is_cut_off_anywhere_is_refused()
    {
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<CheckpointException>(() => Checkpoint.Load(path));
        }
    }

    [Fact]
    public void A_checkpoint_with_any_bit_flipped_is_refused()
    {
        byte[] whole = File.ReadAllBytes(path);
        for (int i = 0; i < 8 * whole.Length; i += 5)
        {
            byte[] damaged = [.. whole];
            damaged[i / 8] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(path, damaged);
            Assert.Throws<CheckpointException>(() => Checkpoint.Load(path));
        }
    }

    [Fact]
    public void Numbers_that_no_run_comes_to_are_refused()
    {
        Action<RunPosition>[] changes =
        [
            position => position.Epoch = int.MaxValue,
            position => position.Epoch = 1,
            position => position.Stage = 1,
            position => position.Batch = 12,
            position => position.Steps++,
            position => position.Updates = 28,
            position => position.ShuffledEpochs = 7,
            position => position.Seen = 104,
            position => position.Wrong = 100,
            position => position.Elapsed = TimeSpan.FromSeconds(-1),
        ];
        Assert.All(changes, change =>
        {
            Checkpoint checkpoint = Checkpoint.Load(path);
            change(checkpoint.Position);
            string changed = folder.File("changed");
            checkpoint.Save(changed);
            AssertRefused(Resume(options: new RunOptions { Resume = changed }), "its numbers do not fit each other");
        });
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_says_what_to_do()
    {
        string file = folder.File("file", [0]);
        using var model = FruitClassifier.Create();
        var exception = Assert.Throws<CheckpointException>(() => model.Run(
            Samples.Schedule(),
            Samples.FruitData(),
            options: new RunOptions { OutputFolder = Path.Combine(file, "below") },
            cancellation: new CancellationToken(canceled: true)));
        Assert.Contains("cannot be written", exception.Message);
        Assert.Contains("state a place where you may write", exception.Message);
    }

    private Action Resume(Schedule<FruitClassifier>? schedule = null, DataSet? data = null, RunOptions? options = null) => () =>
    {
        using var model = FruitClassifier.Create(9);
        float[] before = model.AllParameters();
        try
        {
            model.Run(
                schedule ?? Samples.Schedule(stop: new StopRule(5)),
                data ?? Samples.FruitData(),
                options: (options ?? new RunOptions()) with { Resume = options?.Resume ?? path });
        }
        finally
        {
            Assert.Equal(before, model.AllParameters());
        }
    };

    private static void AssertRefused(Action resume, string message) =>
        Assert.Contains(message, Assert.Throws<CheckpointException>(resume).Message);
}
