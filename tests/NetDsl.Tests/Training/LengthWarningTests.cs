using Xunit;

namespace NetDsl.Tests;

/// <summary>Runs of other numbers of epochs than their schedules state.</summary>
public sealed class LengthWarningTests
{
    private static readonly RatePlan Cosine = new CosineRate(0.1f, 0, 0);

    [Fact]
    public void Epochs_within_the_warm_up_are_warned_of()
    {
        using var model = FruitClassifier.Create();
        var progress = new RecordingProgress();
        Schedule<FruitClassifier> schedule = Samples.Schedule(epochs: 10, rate: new ConstantRate(0.1f, 5));

        TrainingReport report = model.Run(
            schedule, Samples.FruitData(), progress, new RunOptions { Epochs = 2 });

        string warning = Assert.Single(report.Warnings);
        Assert.Equal(
            "stage finetune warms up for 5 epochs, of which RunOptions.Epochs leaves 2: its learning rate ends at 40 % of " +
            "what the schedule states",
            warning);
        Assert.Equal(["warned", "stage"], progress.Order.Take(2));
        Assert.Empty(model.Run(schedule, Samples.FruitData(), options: new RunOptions { Epochs = 6 }).Warnings);
    }

    [Fact]
    public void More_epochs_of_a_rate_that_goes_by_their_number_are_warned_of_on_resume()
    {
        using var folder = new TemporaryFolder();
        var options = new RunOptions { CheckpointPath = folder.File("c"), CheckpointEachEpoch = true };
        using var model = FruitClassifier.Create();
        model.Run(Samples.Schedule(epochs: 4, rate: Cosine), Samples.FruitData(), options: options);

        TrainingReport report = model.Run(
            Samples.Schedule(epochs: 4, rate: Cosine), Samples.FruitData(),
            options: new RunOptions { Resume = folder.File("c"), Epochs = 8 });

        Assert.Equal(
            "stage finetune was to have 4 epochs and now has 8, and its rate cosine from 0.1 to 0 goes by their number: the " +
            "learning rate jumps from 0 to 0.05",
            Assert.Single(report.Warnings));
        Assert.Equal(8, report.Stages[0].Epochs.Count);
    }

    [Fact]
    public void More_epochs_of_a_constant_rate_are_not()
    {
        using var folder = new TemporaryFolder();
        var options = new RunOptions { CheckpointPath = folder.File("c"), CheckpointEachEpoch = true };
        using var model = FruitClassifier.Create();
        model.Run(Samples.Schedule(), Samples.FruitData(), options: options);

        Assert.Empty(model.Run(
            Samples.Schedule(), Samples.FruitData(),
            options: new RunOptions { Resume = folder.File("c"), Epochs = 8 }).Warnings);
    }

    [Fact]
    public void Schedule_edited_since_is_warned_of()
    {
        using var folder = new TemporaryFolder();
        var options = new RunOptions { CheckpointPath = folder.File("c"), CheckpointEachEpoch = true };
        using var model = FruitClassifier.Create();
        model.Run(Samples.Schedule(), Samples.FruitData(), options: options);

        TrainingReport report = model.Run(
            Samples.Schedule(epochs: 9) with { Seed = 43 }, Samples.FruitData(),
            options: new RunOptions { Resume = folder.File("c") });

        Assert.Equal(
            [
                "the schedule states seed 43, but the run goes on with its own, 42",
                "the schedule states 9 epochs for stage finetune, but the run goes on with its own 3: RunOptions.Epochs states " +
                "another number",
            ],
            report.Warnings);
    }
}
