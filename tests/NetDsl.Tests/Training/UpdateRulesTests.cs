using Xunit;

namespace NetDsl.Tests;

public sealed class UpdateRulesTests
{
    // tensors of 36, 192, 4 and 3 floats on cache lines: weights to 240, then biases
    private static readonly ModelLayout Layout = new Cpu.SmallProgram().Layout;
    private static readonly Sgd Decaying = new(0.9f, Nesterov: false, Decay: 0.01f);

    [Fact]
    public void Stage_of_an_optimizer_alone_has_no_rules() =>
        Assert.Null(UpdateRules.Of(Samples.Stage(Decaying), Layout));

    [Fact]
    public void Neighbours_that_are_alike_are_one_stretch()
    {
        FineTuneStage stage = Samples.Stage(Decaying) with { Clip = new NormClipping(1) };

        Assert.Equal(
            [
                new UpdateTask(0, 240, new UpdateFactors(1, 0.01f, 0, 0, 0)),
                new UpdateTask(240, 19, new UpdateFactors(1, 0, 0, 0, 0)),
            ],
            Tasks(stage));
    }

    [Fact]
    public void Rules_of_layers_replace_the_stages_for_weights_and_scale_the_rate_of_biases_too()
    {
        FineTuneStage stage = Samples.Stage(Decaying with { L1 = 0.5f }) with
        {
            Layers = [new LayerRule("conv") { RateFactor = 0.1f, Decay = 0, L1 = 2, MaximalNorm = 3 }],
        };

        Assert.Equal(
            [
                new UpdateTask(0, 36, new UpdateFactors(0.1f, 0, 2, 9, 3)),
                new UpdateTask(48, 192, new UpdateFactors(1, 0.01f, 0.5f, 0, 0)),
                new UpdateTask(240, 4, new UpdateFactors(0.1f, 0, 0, 0, 0)),
                new UpdateTask(256, 3, new UpdateFactors(1, 0, 0, 0, 0)),
            ],
            Tasks(stage));
    }

    [Fact]
    public void Of_two_rules_for_a_layer_the_later_holds()
    {
        FineTuneStage stage = Samples.Stage(Decaying) with
        {
            Layers =
            [
                new LayerRule("conv", "dense") { RateFactor = 2, Decay = 1 },
                new LayerRule("dense") { RateFactor = 3 },
            ],
        };

        Assert.Equal(
            [(2, 1), (3, 1), (2, 0), (3, 0)],
            Tasks(stage).Select(task => (task.Factors.Rate, task.Factors.Decay)));
    }

    [Fact]
    public void Rows_with_a_norm_to_keep_are_not_cut()
    {
        FineTuneStage stage = Samples.Stage(Decaying) with { MaximalNorm = 1 };

        UpdateTask[] tasks = UpdateRules.Of(stage, Layout)!.Cut(20);

        Assert.Equal(
            [(0, 18), (18, 18), (48, 64), (112, 64), (176, 64), (240, 19)],
            tasks.Select(task => (task.First, task.Count)));
    }

    [Fact]
    public void Layer_that_the_network_has_not_is_named_before_anything_runs()
    {
        using var model = FruitClassifier.Create();
        var schedule = new Schedule<FruitClassifier>(
            "S", 1, 10, [Samples.Stage() with { Layers = [new LayerRule("froot") { Decay = 0 }] }]);

        var exception = Assert.Throws<ScheduleException>(() => model.Run(schedule, Samples.FruitData()));

        Assert.Contains("layer froot", exception.Message);
        Assert.Contains("it has fruit", exception.Message);
        Assert.Equal(0, model.Fake.Steps);
    }

    [Fact]
    public void Everything_that_changes_the_numbers_is_in_the_text_that_checkpoints_compare()
    {
        FineTuneStage stage = Samples.Stage(Decaying with { L1 = 0.001f }) with
        {
            Clip = new ValueClipping(0.5f),
            MaximalNorm = 3,
            Accumulate = 4,
            Layers =
            [
                new LayerRule("conv", "dense") { RateFactor = 0.1f, Decay = 0 }, new LayerRule("pool") { L1 = 1 },
            ],
        };

        Assert.Equal(
            "finetune: sgd momentum 0.9 decay 0.01 l1 0.001, rate 0.05, clip value 0.5, maxnorm 3, accumulate 4, " +
            "rate times 0.1 decay 0 of conv, dense, l1 1 of pool",
            StageText.Describe(stage));
    }

    private static UpdateTask[] Tasks(FineTuneStage stage) => UpdateRules.Of(stage, Layout)!.Tasks;
}
