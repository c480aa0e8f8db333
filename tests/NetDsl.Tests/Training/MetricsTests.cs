using System.Globalization;
using System.Text.Json;
using Xunit;

namespace NetDsl.Tests;

/// <summary>A run's epochs in files.</summary>
public sealed class MetricsTests : IDisposable
{
    private static readonly StageStart Start =
        new("Net", "Standard", "pretrain h1", 3, 100, "images", "a fake", Classifies: true, Validates: true, []);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Csv_has_a_row_an_epoch_and_a_column_for_each_measure()
    {
        var metrics = new CsvMetrics(folder.File("new/run.csv"));
        metrics.StageStarted(Start with { Classifies = false });
        EpochReport first = Epoch(1) with
        {
            Classifies = false,
            ValidationLoss = null,
            ValidationError = null,
            Measures = [new("reconstruction, squared", 0.1), new("free-energy gap", double.NaN)],
        };
        metrics.EpochDone(first);
        metrics.StageStarted(Start with { Stage = "finetune", Before = [new("pretrain h1", [first], null)] });
        metrics.EpochDone(Epoch(1) with { Loss = 1e-20, ValidationLoss = double.PositiveInfinity });

        Assert.Equal(
            """
            stage,epoch,loss,error,validation_loss,validation_error,seconds,examples_per_second,"reconstruction, squared",free-energy gap
            pretrain h1,1,0.3333333333333333,,,,1.5,1234.5,0.1,NaN
            finetune,1,1E-20,0.25,Infinity,0.125,1.5,1234.5,,

            """,
            File.ReadAllText(metrics.FullPath));
        Assert.Null(metrics.Failure);
    }

    [Fact]
    public void A_stage_with_a_new_measure_adds_a_column_to_all_rows()
    {
        var metrics = new CsvMetrics(folder.File("run.csv"));
        metrics.StageStarted(Start);
        metrics.EpochDone(Epoch(1));
        metrics.EpochDone(Epoch(2) with { Measures = [new("gap", 7)] });

        string[] lines = File.ReadAllLines(metrics.FullPath);
        Assert.EndsWith(",examples_per_second,gap", lines[0]);
        Assert.EndsWith(",1234.5,", lines[1]);
        Assert.EndsWith(",1234.5,7", lines[2]);
    }

    [Fact]
    public void Json_lines_leave_out_what_is_not_measured()
    {
        var metrics = new JsonLinesMetrics(folder.File("run.jsonl"));
        metrics.StageStarted(Start);
        metrics.EpochDone(Epoch(1) with { ValidationLoss = double.NaN, Measures = [new("gap", -2.5)] });
        metrics.EpochDone(Epoch(2) with { Classifies = false, ValidationLoss = null, ValidationError = null });

        string[] lines = File.ReadAllLines(metrics.FullPath);
        Assert.Equal(
            """{"stage":"pretrain h1","epoch":1,"loss":0.3333333333333333,"error":0.25,"validation_loss":null,"validation_error":0.125,"seconds":1.5,"examples_per_second":1234.5,"gap":-2.5}""",
            lines[0]);
        Assert.Equal(
            """{"stage":"pretrain h1","epoch":2,"loss":0.3333333333333333,"seconds":1.5,"examples_per_second":1234.5}""",
            lines[1]);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public void Numbers_are_written_alike_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Csv_has_a_row_an_epoch_and_a_column_for_each_measure();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(11)]
    [InlineData(27)]
    [InlineData(40)]
    public void A_resumed_run_goes_on_in_the_file_and_repeats_no_row(int stopStep)
    {
        Schedule<FruitClassifier> schedule = TwoStages();
        var options = new RunOptions { OutputFolder = folder.Path };
        var csv = new CsvMetrics(folder.File("run.csv"));
        var json = new JsonLinesMetrics(folder.File("run.jsonl"));
        TrainingReport stopped = RunUntil(stopStep, schedule, csv.And(json), options);
        string[] interrupted = File.ReadAllLines(csv.FullPath);
        // what a run that was killed later would have written behind its last checkpoint
        File.AppendAllText(csv.FullPath, "finetune,3,0.1,");

        using var resumed = FruitClassifier.Create(99);
        csv = new CsvMetrics(csv.FullPath);
        json = new JsonLinesMetrics(json.FullPath);
        TrainingReport report = resumed.Run(
            schedule, Samples.FruitData(), csv.And(json), options with { Resume = stopped.CheckpointPath });

        string[] lines = File.ReadAllLines(csv.FullPath);
        Assert.Equal(interrupted, lines[..interrupted.Length]);
        Assert.Equal(Expected(report), lines.Skip(1).Select(line => string.Join(',', line.Split(',')[..3])));
        Assert.Equal(5, lines.Length - 1);
        Assert.Equal(5, File.ReadAllLines(json.FullPath).Length);
    }

    [Fact]
    public void A_run_that_starts_anew_starts_the_file_anew()
    {
        using var model = FruitClassifier.Create(1);
        var metrics = new CsvMetrics(folder.File("run.csv"));
        model.Run(TwoStages(), Samples.FruitData(), metrics);
        model.Run(TwoStages(), Samples.FruitData(), metrics);
        Assert.Equal(6, File.ReadAllLines(metrics.FullPath).Length);
        model.Run(TwoStages(), Samples.FruitData(), new CsvMetrics(metrics.FullPath));
        Assert.Equal(6, File.ReadAllLines(metrics.FullPath).Length);
    }

    [Fact]
    public void A_place_where_no_file_can_be_is_an_error_at_once()
    {
        string file = folder.File("file", [1]);
        var exception = Assert.Throws<MetricsException>(() => new CsvMetrics(Path.Combine(file, "run.csv")));
        Assert.StartsWith($"{Path.Combine(file, "run.csv")}: cannot be written: ", exception.Message);
        Assert.EndsWith("; state a file in a folder where you may write", exception.Message);
        Assert.Throws<MetricsException>(() => new JsonLinesMetrics(folder.Path));
    }

    [Fact]
    public void A_new_file_is_not_left_behind_empty()
    {
        _ = new CsvMetrics(folder.File("run.csv"));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void What_could_not_be_written_is_written_with_the_next_epoch()
    {
        var metrics = new CsvMetrics(folder.File("sub/run.csv"));
        metrics.StageStarted(Start);
        metrics.EpochDone(Epoch(1));
        string whole = File.ReadAllText(metrics.FullPath);
        Directory.Delete(folder.File("sub"), recursive: true);
        folder.File("sub", []);
        metrics.EpochDone(Epoch(2));
        Assert.StartsWith($"{metrics.FullPath}: cannot be written", metrics.Failure!.Message);

        File.Delete(folder.File("sub"));
        metrics.EpochDone(Epoch(3));
        Assert.Null(metrics.Failure);
        string[] lines = File.ReadAllLines(metrics.FullPath);
        Assert.StartsWith(whole, string.Join('\n', lines));
        Assert.Equal(["1", "2", "3"], lines.Skip(1).Select(line => line.Split(',')[1]));
    }

    private static IEnumerable<string> Expected(TrainingReport report) =>
        report.Stages.SelectMany(stage => stage.Epochs.Select(
            epoch => FormattableString.Invariant($"{stage.Name},{epoch.Epoch},{epoch.Loss}")));

    private static EpochReport Epoch(int number) =>
        new(number, 3, 1.0 / 3, 0.25, 0.5, 0.125, TimeSpan.FromSeconds(1.5), 1234.5);

    private static Schedule<FruitClassifier> TwoStages() => Samples.Schedule() with
    {
        Stages = [Samples.Stage(), Samples.Stage(epochs: 2) with { Name = "second" }],
    };

    private static TrainingReport RunUntil(
        int step, Schedule<FruitClassifier> schedule, ITrainingProgress progress, RunOptions options)
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
        return model.Run(schedule, Samples.FruitData(), progress, options, source.Token);
    }
}
