using Xunit;

namespace NetDsl.Tests;

/// <summary>Stages that train networks of their own.</summary>
public sealed class StageTests
{
    private readonly StageRig rig = new();

    [Fact]
    public void What_a_stage_learns_of_the_models_parameters_is_the_models()
    {
        using var model = FruitClassifier.Create(1);
        using var plain = FruitClassifier.Create(1);
        DataSet data = Samples.FruitData();

        model.Run(StageRig.Schedule(rig.Shared()), data);
        plain.Run(Samples.Schedule(epochs: 2), data);

        Assert.Equal(plain.AllParameters(), model.AllParameters());
    }

    [Fact]
    public void What_is_not_the_models_stays_the_stages()
    {
        using var model = FruitClassifier.Create(1);
        float[] before = model.AllParameters();

        model.Run(StageRig.Schedule(rig.OnCodes()), Samples.FruitData());

        Assert.Equal(before, model.AllParameters());
        Assert.Equal(["above.bias", "above.weight"], model.StageParameters.All.Select(tensor => tensor.Name));
    }

    [Fact]
    public void A_later_stage_starts_from_what_an_earlier_one_of_the_same_name_learnt()
    {
        using var once = FruitClassifier.Create(1);
        using var twice = FruitClassifier.Create(1);
        var data = Samples.FruitData();

        TrainingReport whole = once.Run(StageRig.Schedule(rig.OnCodes(1)), data);
        TrainingReport parts = twice.Run(StageRig.Schedule(rig.OnCodes(1), rig.OnCodes(1)), data);

        Assert.Equal(whole.Stages[0].Epochs[0].Loss, parts.Stages[0].Epochs[0].Loss);
        Assert.True(parts.Stages[1].Epochs[0].Loss < parts.Stages[0].Epochs[0].Loss);
    }

    [Fact]
    public void Codes_are_computed_once_and_reported()
    {
        using var model = FruitClassifier.Create(1);
        var progress = new RecordingProgress();

        model.Run(StageRig.Schedule(rig.OnCodes(epochs: 5)), Samples.FruitData(103, 40), progress);

        CodesReport codes = Assert.Single(progress.Codes);
        Assert.Equal(("on codes", 143, 143 * 3 * 4L), (codes.Stage, codes.Examples, codes.Bytes));
        Assert.Null(codes.Folder);
        // the source runs in batches over both sets, whatever the number of epochs
        Assert.Equal(143, rig.Executors[0].Inferred);
        Assert.Equal(0, rig.Executors[0].Steps);
        Assert.Equal(5 * 40, rig.Executors[1].Inferred);
    }

    [Fact]
    public void Codes_in_a_file_give_the_same_and_leave_nothing()
    {
        using var folder = new TemporaryFolder();
        using var inMemory = FruitClassifier.Create(1);
        using var inFile = FruitClassifier.Create(1);
        var progress = new RecordingProgress();

        TrainingReport expected = inMemory.Run(StageRig.Schedule(rig.OnCodes()), Samples.FruitData());
        TrainingReport actual = inFile.Run(
            StageRig.Schedule(rig.OnCodes()), Samples.FruitData(), progress,
            new RunOptions { CodeMemory = 0, OutputFolder = folder.Path });

        Assert.Equal(folder.Path, Assert.Single(progress.Codes).Folder);
        Assert.Equal(expected.Stages[0].Epochs.Select(epoch => epoch.Loss), actual.Stages[0].Epochs.Select(epoch => epoch.Loss));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Codes_that_cannot_be_written_say_what_to_do()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("occupied", [1]);
        using var model = FruitClassifier.Create(1);

        var failure = Assert.Throws<DataException>(() => model.Run(
            StageRig.Schedule(rig.OnCodes()), Samples.FruitData(), null,
            new RunOptions { CodeMemory = 0, OutputFolder = file }));

        Assert.Contains("RunOptions.OutputFolder", failure.Message);
    }

    [Fact]
    public void An_autoencoders_targets_are_its_inputs()
    {
        using var model = FruitClassifier.Create(1);

        TrainingReport report = model.Run(StageRig.Schedule(rig.Autoencoder(epochs: 60)), Samples.FruitData());

        IReadOnlyList<EpochReport> epochs = report.Stages[0].Epochs;
        // two values from two: they can be rebuilt exactly
        Assert.True(epochs[^1].ValidationLoss < 1e-3, $"{epochs[^1].ValidationLoss}");
        Assert.True(epochs[0].ValidationLoss > 10 * epochs[^1].ValidationLoss);
        Assert.False(epochs[0].Classifies);
    }

    [Fact]
    public void Inputs_that_are_no_probabilities_cannot_be_rebuilt_as_such()
    {
        using var model = FruitClassifier.Create(1);

        var failure = Assert.Throws<DataException>(() => model.Run(
            StageRig.Schedule(rig.Autoencoder(loss: Loss.BinaryCrossEntropy)), Samples.FruitData(validation: 0)));

        Assert.Contains("training examples of stage self", failure.Message);
        Assert.Contains("from 0 to 1", failure.Message);
    }

    [Fact]
    public void A_stage_may_have_batches_of_its_own()
    {
        using var model = FruitClassifier.Create(1);

        model.Run(StageRig.Schedule(rig.Shared(1) with { Batch = 4 }), Samples.FruitData(103));

        Assert.Equal([.. Enumerable.Repeat(4, 25), 3], rig.Executors[0].Groups);
    }

    [Fact]
    public void Momentum_changes_after_so_many_epochs()
    {
        double[] Losses(MomentumChange? change)
        {
            using var model = FruitClassifier.Create(1);
            Stage stage = rig.Shared(3) with { Momentum = change };
            return [.. model.Run(StageRig.Schedule(stage), Samples.FruitData()).Stages[0].Epochs.Select(one => one.Loss)];
        }

        double[] constant = Losses(null);
        double[] changed = Losses(new MomentumChange(0.5f, 1));

        Assert.Equal(constant[0], changed[0]);
        Assert.NotEqual(constant[1], changed[1]);
        Assert.Equal(constant, Losses(new MomentumChange(0.5f, 3)));
    }

    [Fact]
    public void A_run_that_is_stopped_at_every_step_of_its_stages_equals_an_uninterrupted_one()
    {
        Schedule<FruitClassifier> schedule = StageRig.Schedule(
            rig.Shared(1), rig.OnCodes(2, new StopRule(1)), rig.Autoencoder(1), Samples.Stage(epochs: 1));
        DataSet data = Samples.FruitData(23);
        using var whole = FruitClassifier.Create(1);
        TrainingReport expected = whole.Run(schedule, data);

        using var folder = new TemporaryFolder();
        var options = new RunOptions { CheckpointPath = folder.File("run.checkpoint") };
        TrainingReport report;
        float[] parameters;
        IReadOnlyCollection<WeightTensor> own;
        int runs = 0;
        do
        {
            using var model = FruitClassifier.Create(runs == 0 ? 1UL : 99);
            using var source = new CancellationTokenSource();
            rig.Stepped = _ => source.Cancel();
            model.Fake.Stepped = _ => source.Cancel();
            report = model.Run(
                schedule, data, options: options with { Resume = runs++ == 0 ? null : options.CheckpointPath },
                cancellation: source.Token);
            parameters = model.AllParameters();
            own = model.StageParameters.All;
        }
        while (report.Interrupted);

        Assert.InRange(runs, 13, 17);
        Assert.Equal(whole.AllParameters(), parameters);
        Assert.Equal(
            whole.StageParameters.All.SelectMany(tensor => tensor.Values.ToArray()),
            own.SelectMany(tensor => tensor.Values.ToArray()));
        Assert.Equal(
            expected.Stages.SelectMany(stage => stage.Epochs.Select(epoch => (epoch.Loss, epoch.ValidationLoss))),
            report.Stages.SelectMany(stage => stage.Epochs.Select(epoch => (epoch.Loss, epoch.ValidationLoss))));
    }

    [Fact]
    public void A_checkpoint_of_another_kind_of_stage_is_refused()
    {
        using var folder = new TemporaryFolder();
        var options = new RunOptions { CheckpointPath = folder.File("run.checkpoint") };
        using var source = new CancellationTokenSource();
        rig.Stepped = _ => source.Cancel();
        using var model = FruitClassifier.Create(1);
        Stage stage = rig.Shared() with { Description = "h1 as a tied autoencoder" };
        model.Run(StageRig.Schedule(stage), Samples.FruitData(), options: options, cancellation: source.Token);

        var failure = Assert.Throws<CheckpointException>(() => model.Run(
            StageRig.Schedule(stage with { Description = "h1 as an autoencoder" }), Samples.FruitData(),
            options: options with { Resume = options.CheckpointPath }));

        Assert.Contains("a tied autoencoder", failure.Message);
    }
}
