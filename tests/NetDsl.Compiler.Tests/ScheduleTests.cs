using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Optimizers;
using NetDsl.Compiler.Rates;
using NetDsl.Compiler.Stages;

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
    public void What_an_optimizer_does_not_state_is_as_the_grammar_says()
    {
        Assert.Equal(new SgdOptimizer(0, false, 0), Stage("optimizer sgd rate 1; epochs 1").Optimizer);
        Assert.Equal(new AdagradOptimizer(1e-10, 0), Stage("optimizer adagrad rate 1; epochs 1").Optimizer);
        Assert.Equal(new RmsPropOptimizer(0.99, 1e-8, 0, 0), Stage("optimizer rmsprop rate 1; epochs 1").Optimizer);
        Assert.Equal(new AdamOptimizer(0.9, 0.999, 1e-8, 0), Stage("optimizer adam rate 1; epochs 1").Optimizer);
        Assert.Equal(
            new AdamWOptimizer(0.9, 0.999, 1e-8, 0.1), Stage("optimizer adamw rate 1 decay 0.1; epochs 1").Optimizer);
    }

    [Fact]
    public void Every_attribute_of_an_optimizer_is_kept()
    {
        Assert.Equal(
            new AdagradOptimizer(1e-3, 0.1), Stage("optimizer adagrad rate 1 epsilon 1e-3 decay 0.1; epochs 1").Optimizer);
        Assert.Equal(
            new RmsPropOptimizer(0.8, 1e-3, 0.7, 0.1),
            Stage("optimizer rmsprop rate 1 smoothing 0.8 epsilon 1e-3 momentum 0.7 decay 0.1; epochs 1").Optimizer);
        Assert.Equal(
            new AdamWOptimizer(0.8, 0.9, 1e-3, 0.1),
            Stage("optimizer adamw rate 1 beta1 0.8 beta2 0.9 epsilon 1e-3 decay 0.1; epochs 1").Optimizer);
    }

    [Fact]
    public void Values_of_optimizers_and_plans_are_the_runtimes_records()
    {
        Assert.Equal(
            "RmsProp(Smoothing: 0.99f, Epsilon: 1E-08f, Momentum: 0f, Decay: 0.1f)",
            new RmsPropOptimizer(0.99, 1e-8, 0, 0.1).Value);
        Assert.Equal("Adagrad(Epsilon: 1E-10f, Decay: 0f)", new AdagradOptimizer(1e-10, 0).Value);
        Assert.Equal(
            "AdamW(Beta1: 0.9f, Beta2: 0.999f, Epsilon: 1E-08f, Decay: 0.1f)",
            new AdamWOptimizer(0.9, 0.999, 1e-8, 0.1).Value);
        Assert.Equal(
            "ExponentialRate(Initial: 0.5f, WarmUpEpochs: 2f, Factor: 0.9f, EveryEpochs: 3)",
            new ExponentialRate(0.5, 2, 0.9, 3).Value);
        Assert.Equal(
            "PolynomialRate(Initial: 0.5f, WarmUpEpochs: 0f, Power: 2f, Final: 0.001f)",
            new PolynomialRate(0.5, 0, 2, 0.001).Value);
    }

    [Fact]
    public void Rate_may_fall_along_a_curve()
    {
        Assert.Equal(
            new ExponentialRate(0.5, 1, 0.95, 2),
            Stage("epochs 9; warmup 1 epoch; rate exponential 0.95 every 2 epochs; optimizer sgd rate 0.5").Rate);
        Assert.Equal(
            new PolynomialRate(0.5, 0, 2, 0.0001),
            Stage("epochs 9; rate polynomial power 2 to 0.0001; optimizer sgd rate 0.5").Rate);
    }

    [Theory]
    [InlineData("optimizer adagard rate 1; epochs 1", "'adagrad'")]
    [InlineData("optimizer rmsprop rate 1 momentun 0.9; epochs 1", "'momentum'")]
    [InlineData("optimizer sgd rate 1; rate polynomal power 2 to 0; epochs 1", "'polynomial'")]
    public void Misspelt_words_are_answered_with_the_nearest(string statements, string suggestion)
    {
        var found = Assert.Single(Compilation.Compile(Programs.Stage(statements)).Diagnostics);
        Assert.Contains(suggestion, found.Message, StringComparison.Ordinal);
    }

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

    private static Stage Stage(string statements)
    {
        var bound = Compilation.Compile(Programs.Stage(statements));
        Assert.Empty(bound.Diagnostics);
        return Assert.Single(Assert.Single(Assert.Single(bound.Networks).Schedules).Stages);
    }
}
