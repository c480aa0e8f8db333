using NetDsl.Compiler.Optimizers;
using NetDsl.Compiler.Rates;
using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Tests;

/// <summary>Settings of a stage that stand one behind the other on one line.</summary>
public sealed class SettingTests
{
    [Theory]
    [InlineData("optimizer sgd rate 0.1 momentum 0.9 decay 0.5 epochs 30")]
    [InlineData("epochs 30  optimizer sgd rate 0.1 momentum 0.9 decay 0.5")]
    [InlineData("epochs 30; optimizer sgd rate 0.1 decay 0.5 momentum 0.9")]
    public void Settings_end_where_the_next_begins(string statements)
    {
        var stage = Stage(statements);
        Assert.Equal(new SgdOptimizer(0.9, false, 0.5), stage.Optimizer);
        Assert.Equal(30, stage.Epochs);
    }

    [Fact]
    public void Units_are_no_settings()
    {
        var stage = Stage(
            "warmup 1 epoch rate times 0.5 every 3 epochs stop when validation error stalls 4 epochs accumulate 2 batch 16 "
            + "epochs 30 optimizer sgd rate 0.1 momentum 0.5 then 0.9 after 5 epochs clip norm 1");

        Assert.Equal(new StepRate(0.1, 1, 0.5, 3), stage.Rate);
        Assert.Equal(new StopRule(4), stage.Stop);
        Assert.Equal((2, 16, 30), (stage.Update.Accumulate, stage.Batch, stage.Epochs));
        Assert.Equal(new MomentumChange(0.9, 5), stage.Momentum);
        Assert.Equal(new Clipping(true, 1), stage.Update.Clip);
    }

    [Fact]
    public void Rules_and_plans_end_an_optimizer()
    {
        var stage = Stage("optimizer sgd rate 0.1 decay 0.5 rate cosine to 0.01 decay of digit is 0 rate of digit is 1 epochs 3");

        Assert.Equal(new CosineRate(0.1, 0, 0.01), stage.Rate);
        Assert.Equal([RuleSubject.Decay, RuleSubject.Rate], stage.Update.Layers.Select(rule => rule.Subject));
    }

    [Fact]
    public void Names_of_numbers_may_be_words_that_begin_a_setting()
    {
        var bound = Compilation.Compile("""
            const epochs = 4
            const rate = 0.5
            network Net { input pixels 784; h1 = dense 4 sigmoid; freeze = dense 4; output digit = dense 10 softmax }
            schedule S for Net {
                batch 8
                pretrain h1 autoencoder { tied epochs 3 + epochs  rate rate }
                finetune { freeze freeze, h1 optimizer sgd rate rate momentum 0.5 then rate/2 after epochs epochs  epochs 2*epochs }
            }
            """);

        Assert.Empty(bound.Diagnostics);
        var stages = bound.Networks.Single().Schedules.Single().Stages;
        Assert.Equal([7, 8], stages.Select(stage => stage.Epochs));
        Assert.Equal([0.5, 0.5], stages.Select(stage => stage.Rate.Initial));
        Assert.Equal(new MomentumChange(0.25, 4), stages[1].Momentum);
        Assert.Equal("freeze, h1", $"{((FineTuneStage)stages[1]).Frozen}");
    }

    [Theory]
    [InlineData("pretrain h1 rbm { cd 1 rat 0.05 epochs 3 }", "did you mean 'rate'?")]
    [InlineData("pretrain h1 rbm { cd 1 rate 0.05; epohs 3 }", "did you mean 'epochs'?")]
    [InlineData("pretrain h1 rbn { cd 1 rate 0.05 epochs 3 }", "did you mean 'rbm'?")]
    [InlineData("pretrain h1 autoencoder { tied corrupt maskin 0.2 rate 0.05 epochs 3 }", "did you mean 'masking'?")]
    [InlineData("pretrain h4 rbm { cd 1 rate 0.05 epochs 3 }", "did you mean 'h1'?")]
    public void Misspelt_words_are_answered_with_the_nearest(string statement, string suggestion)
    {
        var found = Assert.Single(Compilation.Compile(Programs.Digits(statement)).Diagnostics);
        Assert.Contains(suggestion, found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pretrain h1 rbm { cd  rate 0.05  epochs 3 }", "found the end of the setting in cd; expected a number, as in `cd 1`")]
    [InlineData("pretrain h1 rbm { tied; rate 0.05; cd 1; epochs 3 }", "unknown statement 'tied' in pretrain … rbm; expected cd, pcd, visible, sample, meanfield, sparsity, rate, momentum, decay, optimizer, epochs, warmup, stop, batch, clip or maxnorm")]
    [InlineData("pretrain h1 autoencoder { rate 1 epochs 3 }", "pretrain … autoencoder has no tied or free; for example `tied`")]
    [InlineData("pretrain h1 rbm { cd 1 rate of h1 is 1  epochs 3 }", "found 'of' in pretrain; expected a number: what holds in some layers only stands in `finetune`")]
    public void Message_says_what_was_expected(string statement, string message) =>
        Assert.Equal(message, Assert.Single(Compilation.Compile(Programs.Digits(statement)).Diagnostics).Message);

    private static Stage Stage(string statements)
    {
        var bound = Compilation.Compile(Programs.Stage(statements));
        Assert.Empty(bound.Diagnostics);
        return Assert.Single(Assert.Single(Assert.Single(bound.Networks).Schedules).Stages);
    }
}
