namespace NetDsl.Conformance.Training;

/// <summary>Generated schedules that start from another network's weights, on the CPU device.</summary>
public sealed class TransferTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Shapes source = Shapes.Create(11, Device.Cpu);

    public TransferTests()
    {
        // statistics of its own, so that loading them shows
        source.Run(Shapes.Schedules.Whole with { Load = null }, Data(4, seed: 1));
        source.Save(folder.File("shapes.safetensors"));
    }

    public void Dispose()
    {
        source.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Run_that_loads_is_the_run_of_the_loaded_model_bit_for_bit()
    {
        using var expected = Shapes.Create(3, Device.Cpu);
        expected.Load(folder.File("shapes.safetensors"));
        expected.Run(Shapes.Schedules.Whole with { Load = null }, Data(4, seed: 2));
        using var model = Shapes.Create(3, Device.Cpu);
        TrainingReport report = model.Run(Shapes.Schedules.Whole, Data(4, seed: 2), options: Options);

        Assert.Equal(ModelBits.Of(expected), ModelBits.Of(model));
        Assert.All(report.Load!.Tensors, tensor => Assert.Equal(LoadOutcome.Loaded, tensor.Outcome));
        Assert.Contains(report.Load.Tensors, tensor => tensor.Name == "unit_batchnorm1.running_mean");
    }

    [Fact]
    public void New_head_keeps_its_first_values_and_all_else_is_loaded()
    {
        using var model = Letters.Create(3, Device.Cpu);
        float[] head = model.ShapeLayer.Weights.ToArray();
        LoadReport report = model.Load(folder.File("shapes.safetensors"), except: [model.ShapeLayer]);

        Assert.Equal(head, model.ShapeLayer.Weights.ToArray());
        Assert.Equal(source.Hidden.Weights.ToArray(), model.Hidden.Weights.ToArray());
        Assert.Equal(source.UnitC.Weights.ToArray(), model.UnitC.Weights.ToArray());
        Assert.Equal(
            source.UnitBatchnorm1.RunningVariance.ToArray(), model.UnitBatchnorm1.RunningVariance.ToArray());
        Assert.Equal(
            ["shape.weight", "shape.bias"], report.Of(LoadOutcome.Mismatched).Select(tensor => tensor.Name));

        using var scheduled = Letters.Create(3, Device.Cpu);
        TrainingReport run = scheduled.Run(Letters.Schedules.Head, Data(5, seed: 2), options: Options);
        model.Run(Letters.Schedules.Head with { Load = null }, Data(5, seed: 2));
        Assert.Equal(ModelBits.Of(model), ModelBits.Of(scheduled));
        Assert.Equal(report.Tensors, run.Load!.Tensors);
    }

    [Fact]
    public void Range_leaves_out_all_that_stands_in_it()
    {
        using var model = Letters.Create(3, Device.Cpu);
        TrainingReport report = model.Run(Letters.Schedules.Top, Data(5, seed: 2), options: Options);
        Assert.Equal(["c1.weight", "c1.bias"], report.Load!.Of(LoadOutcome.Loaded).Select(tensor => tensor.Name));
    }

    [Fact]
    public void Block_in_place_of_a_layer_is_new_and_the_layer_of_the_file_is_skipped()
    {
        using var model = Deeper.Create(3, Device.Cpu);
        TrainingReport report = model.Run(Deeper.Schedules.Block, Data(5, seed: 2), options: Options);
        Assert.Equal(
            ["c2_conv1.bias", "c2_conv1.weight", "c2_conv2.bias", "c2_conv2.weight"],
            report.Load!.Of(LoadOutcome.New).Select(tensor => tensor.Name).Order());
        Assert.Equal(
            ["c2.bias", "c2.weight"], report.Load.Of(LoadOutcome.Skipped).Select(tensor => tensor.Name).Order());
    }

    [Fact]
    public void Layer_that_is_left_out_of_the_network_is_left_in_the_file()
    {
        using var model = Shallow.Create(3, Device.Cpu);
        LoadReport report = model.Run(Shallow.Schedules.Left, Data(4, seed: 2), options: Options).Load!;
        Assert.Equal(
            ["hidden.bias", "hidden.weight"], report.Of(LoadOutcome.Skipped).Where(tensor => tensor.InNetwork is null)
                .Select(tensor => tensor.Name).Order());
        Assert.Equal(
            ["c1", "c2", "unit_batchnorm1", "unit_c"],
            report.Of(LoadOutcome.Loaded).Select(tensor => tensor.Name.Split('.')[0]).Distinct().Order());
    }

    [Fact]
    public void Without_except_a_new_head_is_an_error_that_names_its_tensors()
    {
        using var model = Letters.Create(3, Device.Cpu);
        int[] before = ModelBits.Of(model);
        var exception = Assert.Throws<WeightsException>(
            () => model.Run(Letters.Schedules.All, Data(5, seed: 2), options: Options));

        Assert.Contains("tensor shape.weight is 4×7, but Letters has 5×7 there", exception.Message);
        Assert.Contains("tensor shape.bias is 4, but Letters has 5 there", exception.Message);
        Assert.Equal(before, ModelBits.Of(model));
    }

    [Fact]
    public void Run_that_loads_and_is_stopped_resumes_bit_for_bit_without_the_file()
    {
        using var whole = Letters.Create(3, Device.Cpu);
        whole.Run(Letters.Schedules.Head, Data(5, seed: 2), options: Options);
        using var stopped = Letters.Create(3, Device.Cpu);
        using var stop = new StopAtStep(3);
        TrainingReport part = stopped.Run(
            Letters.Schedules.Head, Data(5, seed: 2), stop,
            Options with { ProgressInterval = TimeSpan.Zero }, stop.Token);
        File.Delete(folder.File("shapes.safetensors"));
        using var resumed = Letters.Create(99, Device.Cpu);
        TrainingReport report = resumed.Run(
            Letters.Schedules.Head, Data(5, seed: 2), options: Options with { Resume = part.CheckpointPath });

        Assert.True(part.Interrupted);
        Assert.Equal(ModelBits.Of(whole), ModelBits.Of(resumed));
        Assert.Equal(part.Load!.Tensors, report.Load!.Tensors);
    }

    private RunOptions Options => new() { WeightsFolder = folder.Path, OutputFolder = folder.Path };

    private static DataSet Data(int classes, int seed) =>
        RandomData.Classes(new Shape(1, 6, 6), classes, count: 24, seed);
}
