using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Tests;

public sealed class ScheduleTests
{
    [Fact]
    public void Statements_of_a_stage_may_come_in_any_order()
    {
        var stage = Stage("stop when validation error stalls 3 epochs; epochs 9; rate cosine to 0.001; warmup 1.5 epochs; optimizer adam rate 0.01");
        var adam = new AdamOptimizer(0.9, 0.999, 1e-8, 0);
        Assert.Equal(new FineTuneStage(adam, new CosineRate(0.01, 1.5, 0.001), 9, new StopRule(3)), stage);
    }

    [Fact]
    public void Attributes_of_an_optimizer_may_come_in_any_order() => Assert.Equal(
        new SgdOptimizer(0.9, true, 0.1),
        Stage("epochs 1; optimizer sgd nesterov decay 0.1 momentum 0.9 rate 1").Optimizer);

    [Fact]
    public void Rate_without_a_plan_stays() =>
        Assert.Equal(new ConstantRate(0.5, 2), Stage("epochs 9; warmup 2 epochs; optimizer sgd rate 0.5").Rate);

    [Fact]
    public void Rate_may_fall_by_any_factor() =>
        Assert.Equal(new StepRate(0.5, 0, 0.1, 1), Stage("epochs 9; rate times 0.1 every 1 epoch; optimizer sgd rate 0.5").Rate);

    [Fact]
    public void Seed_may_be_left_to_the_model()
    {
        var network = Assert.Single(Compilation.Compile(Programs.Stage("optimizer sgd rate 1; epochs 1")).Networks);
        Assert.Null(Assert.Single(network.Schedules).Seed);
    }

    [Fact]
    public void Stages_keep_their_order()
    {
        var bound = Compilation.Compile(Programs.Schedule(
            "batch 8; finetune { optimizer sgd rate 1; epochs 1 }\nfinetune { optimizer sgd rate 1; epochs 2 }"));
        var stages = Assert.Single(Assert.Single(bound.Networks).Schedules).Stages;
        Assert.Equal([1, 2], stages.Select(stage => stage.Epochs));
    }

    private static FineTuneStage Stage(string statements)
    {
        var bound = Compilation.Compile(Programs.Stage(statements));
        Assert.Empty(bound.Diagnostics);
        return Assert.Single(Assert.Single(Assert.Single(bound.Networks).Schedules).Stages);
    }
}
