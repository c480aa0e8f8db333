using Spectre.Console;
using Xunit;

namespace NetDsl.Tests;

/// <summary>A schedule that starts from a weight file.</summary>
public sealed class ScheduleLoadTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_starts_with_the_weights_of_the_file()
    {
        using var source = FruitClassifier.Create(5);
        source.Save(folder.File("fruit.safetensors"));
        using var expected = FruitClassifier.Create(5);
        expected.Run(Samples.Schedule(), Samples.FruitData());

        using var model = FruitClassifier.Create(1);
        var progress = new RecordingProgress();
        TrainingReport report = model.Run(Schedule("fruit.safetensors"), Samples.FruitData(), progress, Options());

        Assert.Equal(expected.AllParameters(), model.AllParameters());
        Assert.Equal(folder.File("fruit.safetensors"), report.Load!.Path);
        Assert.Equal(2, report.Load.Of(LoadOutcome.Loaded).Count());
        Assert.Same(report.Load, progress.Load);
        Assert.Equal(["loaded", "stage"], progress.Order.Take(2));
    }

    [Fact]
    public void A_file_of_another_network_is_taken_where_its_tensors_fit()
    {
        Write("Other", new float[6]);
        using var model = FruitClassifier.Create(1);
        Assert.Equal("Other", Run(model, Schedule("w")).Load!.Network);
        Assert.Throws<WeightsException>(() => model.Load(folder.File("w")));
    }

    [Fact]
    public void A_layer_that_is_left_out_keeps_the_values_that_the_model_has()
    {
        Write("Other", new float[8], new Shape(4, 2));
        using var expected = FruitClassifier.Create(1);
        expected.Run(Samples.Schedule(), Samples.FruitData());

        using var model = FruitClassifier.Create(1);
        TrainingReport report = Run(model, Schedule("w", "fruit"));
        Assert.Equal(expected.AllParameters(), model.AllParameters());
        Assert.Equal(
            [LoadOutcome.Mismatched, LoadOutcome.Skipped], report.Load!.Tensors.Select(tensor => tensor.Outcome));
    }

    [Fact]
    public void A_relative_path_starts_at_the_current_directory()
    {
        using var model = FruitClassifier.Create(1);
        var exception = Assert.Throws<WeightsException>(() => model.Run(Schedule("no/such.file"), Samples.FruitData()));
        Assert.Equal(
            $"{Path.GetFullPath("no/such.file")}: there is no such file, with which schedule Standard of FruitClassifier " +
            "starts: put no/such.file there, start the program in its folder, or name that folder with " +
            "RunOptions.WeightsFolder",
            exception.Message);
    }

    [Fact]
    public void A_missing_file_is_told_to_the_progress_and_to_the_caller()
    {
        using var model = FruitClassifier.Create(1);
        var progress = new RecordingProgress();
        var exception = Assert.Throws<WeightsException>(
            () => model.Run(Schedule("none"), Samples.FruitData(), progress, Options()));
        Assert.StartsWith($"{folder.File("none")}: there is no such file", exception.Message);
        Assert.Same(exception, progress.Failure);
        Assert.Equal(0, model.Fake.Steps);
    }

    [Fact]
    public void A_truncated_file_is_refused_with_its_path()
    {
        using var source = FruitClassifier.Create(5);
        source.Save(folder.File("w"));
        File.WriteAllBytes(folder.File("w"), File.ReadAllBytes(folder.File("w"))[..^4]);
        using var model = FruitClassifier.Create(1);
        var exception = Assert.Throws<WeightsException>(() => Run(model, Schedule("w")));
        Assert.Equal(
            $"{folder.File("w")}: it ends within its data: 36 bytes expected, 32 found; copy it again", exception.Message);
    }

    [Fact]
    public void Wrong_shapes_and_extra_tensors_are_named_together()
    {
        Write("Other", new float[8], new Shape(4, 2), new WeightTensor("nut.bias", new Shape(1), new float[1]));
        using var model = FruitClassifier.Create(1);
        float[] before = model.AllParameters();
        var exception = Assert.Throws<WeightsException>(() => Run(model, Schedule("w")));
        Assert.Equal(
            $"{folder.File("w")}: tensor fruit.weight is 4×2, but FruitClassifier has 3×2 there; has a tensor nut.bias " +
            "1, which FruitClassifier has not; it is of another network; to take the other layers from it, as before training a " +
            "new head, leave out fruit with except",
            exception.Message);
        Assert.Equal(before, model.AllParameters());
    }

    [Fact]
    public void A_layer_that_only_the_file_has_is_left_there()
    {
        Write("Other", new float[6], others: new WeightTensor("nut.bias", new Shape(1), new float[1]));
        using var model = FruitClassifier.Create(1);
        Schedule<FruitClassifier> schedule = Schedule("w");
        LoadReport report = Run(model, schedule with { Load = schedule.Load! with { OnlyInFile = ["nut"] } }).Load!;
        Assert.Equal(["nut.bias"], report.Of(LoadOutcome.Skipped).Select(tensor => tensor.Name));
        Assert.Equal(2, report.Of(LoadOutcome.Loaded).Count());
    }

    [Fact]
    public void A_layer_that_the_network_has_not_is_refused_before_the_run()
    {
        using var model = FruitClassifier.Create(1);
        var exception = Assert.Throws<ScheduleException>(() => Run(model, Schedule("none", "nut")));
        Assert.Equal(
            "schedule Standard loads none except layer nut, but the network FruitClassifier has no such layer; it has " +
            "fruit",
            exception.Message);
    }

    [Fact]
    public void A_resumed_run_does_not_read_the_file_and_reports_what_it_gave()
    {
        using var source = FruitClassifier.Create(5);
        source.Save(folder.File("w"));
        using var whole = FruitClassifier.Create(1);
        TrainingReport expected = Run(whole, Schedule("w"));

        using var stopped = FruitClassifier.Create(1);
        using var cancel = new CancellationTokenSource();
        stopped.Fake.Stepped = step =>
        {
            if (step == 7)
            {
                cancel.Cancel();
            }
        };
        TrainingReport part = stopped.Run(
            Schedule("w"), Samples.FruitData(), options: Options(), cancellation: cancel.Token);
        File.Delete(folder.File("w"));
        using var resumed = FruitClassifier.Create(99);
        var progress = new RecordingProgress();
        TrainingReport report = resumed.Run(
            Schedule("w"), Samples.FruitData(), progress, Options() with { Resume = part.CheckpointPath });

        Assert.Equal(whole.AllParameters(), resumed.AllParameters());
        Assert.Null(progress.Load);
        Assert.Equal(
            (expected.Load!.Path, expected.Load.Network), (part.Load!.Path, part.Load.Network));
        Assert.Equal((expected.Load.Path, expected.Load.Network), (report.Load!.Path, report.Load.Network));
        Assert.Equal(expected.Load.Tensors, report.Load.Tensors);
    }

    [Fact]
    public void A_run_is_not_resumed_with_a_schedule_that_starts_otherwise()
    {
        using var source = FruitClassifier.Create(5);
        source.Save(folder.File("w"));
        using var model = FruitClassifier.Create(1);
        TrainingReport part = model.Run(
            Schedule("w"), Samples.FruitData(), options: Options(), cancellation: new CancellationToken(canceled: true));
        RunOptions options = Options() with { Resume = part.CheckpointPath };
        var exception = Assert.Throws<CheckpointException>(
            () => model.Run(Schedule("w", "fruit"), Samples.FruitData(), options: options));
        Assert.Contains("weight file: was load w, is load w except fruit", exception.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_console_shows_what_was_loaded(bool terminal)
    {
        Write("Other", new float[8], new Shape(4, 2));
        var writer = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal ? AnsiSupport.Yes : AnsiSupport.No,
            Interactive = terminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = 400;
        using var model = FruitClassifier.Create(1);
        model.Run(Schedule("w", "fruit"), Samples.FruitData(), new ConsoleProgress(console), Options());
        Assert.StartsWith(
            $"""
            loaded {folder.File("w")}, of network Other: 0 of 2 tensors, 0 values
            of another shape in the file, with their first values: fruit.weight 3×2 (in the file 4×2)
            in the file, but not taken: fruit.bias 3

            """,
            writer.ToString());
    }

    private TrainingReport Run(FruitClassifier model, Schedule<FruitClassifier> schedule) =>
        model.Run(schedule, Samples.FruitData(), options: Options());

    private RunOptions Options() => new() { WeightsFolder = folder.Path, OutputFolder = folder.Path };

    private static Schedule<FruitClassifier> Schedule(string file, params string[] except) =>
        Samples.Schedule() with { Load = new WeightLoad(file, except) };

    private void Write(string network, float[] weights, Shape? shape = null, params WeightTensor[] others)
    {
        var metadata = new Dictionary<string, string> { [ModelWeights.NetworkKey] = network };
        WeightTensor[] tensors =
        [
            new("fruit.weight", shape ?? new Shape(3, 2), weights),
            new("fruit.bias", new Shape(3), new float[3]),
            .. others,
        ];
        SafetensorsWriter.Write(folder.File("w"), new(metadata, tensors));
    }
}
