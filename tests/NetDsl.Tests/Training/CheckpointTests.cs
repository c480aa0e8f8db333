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
        AssertRefused(Resume(data: Samples.FruitData(104)), "saved with training examples 103, but this run has 104");
        AssertRefused(Resume(data: Samples.FruitData(103, 41)), "saved with validation examples 40, but this run has 41");
    }

    [Fact]
    public void Resume_of_another_schedule_is_refused()
    {
        Schedule<FruitClassifier> schedule = Samples.Schedule(stop: new StopRule(5));
        AssertRefused(Resume(schedule with { Name = "Other" }), "saved with schedule Standard, but this run has Other");
        AssertRefused(Resume(schedule with { Batch = 11 }), "saved with batch size 10, but this run has 11");
        AssertRefused(
            Resume(Samples.Schedule(Samples.Adam, stop: new StopRule(5))),
            "saved with stages finetune: sgd momentum 0.9 decay 0, rate 0.05, stop after 5 stalled epochs, but this run has " +
            "finetune: adam 0.9 0.999 epsilon 1E-08 decay 0, rate 0.05, stop after 5 stalled epochs");
        AssertRefused(Resume(options: new RunOptions { Seed = 1 }), "saved with seed 42, but this run has 1");
    }

    [Fact]
    public void Resume_of_another_network_is_refused()
    {
        using var model = LineRegressor.Create();
        var schedule = new Schedule<LineRegressor>("Standard", 42, 10, [Samples.Stage()]);
        var exception = Assert.Throws<CheckpointException>(() =>
            model.Run(schedule, new DataSet(Samples.Line(103)), options: new RunOptions { Resume = path }));
        Assert.Contains("saved with network FruitClassifier, but this run has LineRegressor", exception.Message);
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
    public void A_checkpoint_with_any_byte_changed_resumes_or_is_refused_but_never_fails_otherwise()
    {
        byte[] whole = File.ReadAllBytes(path);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] = (byte)'9';
            File.WriteAllBytes(path, damaged);
            try
            {
                Shared.Run(
                    Samples.Schedule(stop: new StopRule(5)),
                    Samples.FruitData(),
                    options: new RunOptions { Resume = path, Epochs = 3 });
            }
            catch (Exception exception) when (exception is CheckpointException or TrainingDivergedException)
            {
                // what it is to throw; a damaged parameter may be huge
            }
        }
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

    private static FruitClassifier Shared { get; } = FruitClassifier.Create();

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
