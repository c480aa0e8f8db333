using System.Reflection;
using Xunit;

namespace NetDsl.Tests;

/// <summary>What follows a run, alone and together, and what it shows of a stage's own measures.</summary>
public sealed class ProgressTests
{
    private static readonly StageStart Start =
        new("Net", "Standard", "pretrain h1", 3, 100, "images", "a fake", Classifies: false, Validates: false, [])
        {
            Measures = ["reconstruction error", "gap"],
        };

    private static readonly EpochReport Epoch =
        new(1, 3, 1.0 / 3, 0, null, null, TimeSpan.FromSeconds(1.5), 1234.5)
        {
            Classifies = false,
            Measures = [new("reconstruction error", 0.0123456), new("gap", double.NaN)],
        };

    [Theory]
    [InlineData(typeof(ConsoleProgress))]
    [InlineData(typeof(CombinedProgress))]
    public void What_passes_reports_on_passes_all_on(Type type)
    {
        InterfaceMapping map = type.GetInterfaceMap(typeof(ITrainingProgress));
        Assert.All(map.TargetMethods, method => Assert.Equal(type, method.DeclaringType));
    }

    [Fact]
    public void Both_of_two_follow_a_run()
    {
        using var model = FruitClassifier.Create(1);
        var (first, second, third) = (new RecordingProgress(), new RecordingProgress(), new RecordingProgress());
        TrainingReport report = model.Run(
            Samples.Schedule(), Samples.FruitData(), first.And(second).And(third),
            new RunOptions { ProgressInterval = TimeSpan.Zero });

        Assert.All([first, second, third], progress =>
        {
            Assert.Equal(3, progress.Epochs.Count);
            Assert.Equal(33, progress.Steps.Count);
            Assert.Same(report, progress.Report);
        });
    }

    [Fact]
    public void Ctrl_C_stops_a_run_that_the_console_shows_among_others()
    {
        Assert.True(CombinedProgress.HasConsole(new RecordingProgress().And(ConsoleProgress.Default)));
        Assert.True(CombinedProgress.HasConsole(new RecordingProgress().And(ConsoleProgress.Default).And(new RecordingProgress())));
        Assert.False(CombinedProgress.HasConsole(new RecordingProgress().And(new RecordingProgress())));
    }

    [Fact]
    public void A_later_stage_knows_the_stages_before_it()
    {
        using var model = FruitClassifier.Create(1);
        var progress = new RecordingProgress();
        Schedule<FruitClassifier> schedule = Samples.Schedule() with
        {
            Stages = [Samples.Stage(), Samples.Stage(epochs: 2) with { Name = "second" }],
        };
        TrainingReport report = model.Run(schedule, Samples.FruitData(), progress);

        Assert.Empty(progress.Stages[0].Before);
        Assert.Equal([report.Stages[0]], progress.Stages[1].Before);
    }

    [Fact]
    public void Measures_are_part_of_a_plain_line()
    {
        var writer = new StringWriter();
        var progress = new PlainProgress(writer);
        progress.StageStarted(Start);
        progress.EpochDone(Epoch);
        Assert.EndsWith(
            "pretrain h1 epoch 1/3: loss 0.3333, reconstruction error 0.012346, gap NaN, 1.5 s, 1,234 images/s\n",
            writer.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Measures_are_columns_of_the_table()
    {
        Assert.Equal("            train loss   reconstruction error         gap     time", EpochTable.Header(Start));
        Assert.Equal("   epoch 1      0.3333               0.012346         NaN    1.5 s", EpochTable.Row(Start, Epoch));
    }

    [Fact]
    public void Checkpoints_keep_measures_bit_by_bit()
    {
        using var folder = new TemporaryFolder();
        using var model = FruitClassifier.Create(1);
        TrainingReport report = model.Run(
            Samples.Schedule(), Samples.FruitData(), options: new RunOptions { OutputFolder = folder.Path },
            cancellation: new CancellationToken(canceled: true));
        Checkpoint checkpoint = Checkpoint.Load(report.CheckpointPath!) with
        {
            FinishedStages = [new StageReport("first", [Epoch, Epoch with { Measures = [] }], null)],
            FinishedEpochs = [Epoch],
        };
        checkpoint.Save(folder.File("c"));
        Checkpoint read = Checkpoint.Load(folder.File("c"));

        EpochReport[] epochs = [.. read.FinishedStages[0].Epochs, .. read.FinishedEpochs];
        Assert.Equal(Epoch.Measures, epochs[0].Measures);
        Assert.Empty(epochs[1].Measures);
        Assert.Equal(Epoch.Measures, epochs[2].Measures);
        Assert.All(epochs, epoch => Assert.False(epoch.Classifies));
    }
}
