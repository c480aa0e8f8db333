using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Optimizers;
using NetDsl.Compiler.Rates;
using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Tests;

/// <summary>What stages of pretraining come to.</summary>
public sealed class PretrainTests
{
    private static readonly LayerRange H1 = new("h1", null);

    private static readonly RatePlan Rate = new ConstantRate(0.05, 0);

    [Fact]
    public void Settings_of_an_rbm_are_kept()
    {
        var stage = Stage(
            "pretrain h1 rbm { cd 2  rate 0.05  momentum 0.5 then 0.9 after 5 epochs  decay 0.0002  epochs 30\n"
            + "visible gaussian; sample visible; meanfield hidden; sparsity 0.1 weight 3; batch 50 }");

        Assert.Equal(
            new BoltzmannStage(H1, 2, false, new SgdOptimizer(0.5, false, 0.0002), Rate, 30, null)
            {
                IsGaussian = true,
                SamplesVisible = true,
                HasMeanFieldHidden = true,
                Sparsity = new SparsityTarget(0.1, 3),
                Batch = 50,
                Momentum = new MomentumChange(0.9, 5),
            },
            stage);
    }

    [Fact]
    public void What_an_rbm_does_not_state_is_as_the_grammar_says() => Assert.Equal(
        new BoltzmannStage(H1, 1, true, new SgdOptimizer(0, false, 0), Rate, 30, null),
        Stage("pretrain h1 rbm { pcd 1; rate 0.05; epochs 30 }"));

    [Theory]
    [InlineData("dropout1 .. h1")]
    [InlineData("dropout1 .. h2")]
    public void Dropout_may_stand_among_an_autoencoders_layers(string layers) => Assert.Empty(Compilation.Compile(
        Programs.Images($"pretrain {layers} autoencoder {{ tied; loss squared; rate 0.1; epochs 5 }}")).Diagnostics);

    [Fact]
    public void Settings_of_an_autoencoder_are_kept()
    {
        var stage = Stage(
            "pretrain h1 autoencoder { free  corrupt masking 0.25  loss squared  sparsity 0.05 weight 3  contract 0.1"
            + "  optimizer adam rate 0.05  epochs 15  stop when validation error stalls 3 epochs  warmup 2 epochs  clip norm 1"
            + "  maxnorm 3 }");

        Assert.Equal(
            new AutoencoderStage(
                H1, false, false, new AdamOptimizer(0.9, 0.999, 1e-8, 0), new ConstantRate(0.05, 2), 15, new StopRule(3))
            {
                Corruption = new Corruption(CorruptionKind.Masking, 0.25),
                Sparsity = new SparsityTarget(0.05, 3),
                Contraction = 0.1,
                Update = UpdateOptions.None with { Clip = new Clipping(true, 1), MaximalNorm = 3 },
            },
            stage);
    }

    [Fact]
    public void What_an_autoencoder_does_not_state_is_as_the_grammar_says() => Assert.Equal(
        new AutoencoderStage(H1, true, true, new SgdOptimizer(0, false, 0), Rate, 15, null),
        Stage("pretrain h1 autoencoder { tied; rate 0.05; epochs 15 }"));

    [Theory]
    [InlineData("masking 0.25", CorruptionKind.Masking, 0.25)]
    [InlineData("saltpepper 1/4", CorruptionKind.SaltAndPepper, 0.25)]
    [InlineData("gaussian 3", CorruptionKind.Gaussian, 3)]
    public void Input_may_be_corrupted(string corruption, CorruptionKind kind, double amount)
    {
        var stage = (AutoencoderStage)Stage($"pretrain h1 autoencoder {{ tied corrupt {corruption} rate 1 epochs 15 }}");
        Assert.Equal(new Corruption(kind, amount), stage.Corruption);
    }

    [Theory]
    [InlineData("switches", Unpooling.Switches)]
    [InlineData("upsample", Unpooling.Upsampling)]
    public void Maximum_is_undone_as_stated(string word, Unpooling unpooling)
    {
        var stages = Stages(Programs.Images($"pretrain c1 autoencoder {{ tied loss squared unpool {word} rate 1 epochs 5 }}"));
        Assert.Equal(unpooling, Assert.IsType<AutoencoderStage>(Assert.Single(stages)).Unpooling);
    }

    [Fact]
    public void Average_is_undone_without_a_word() => Assert.Single(Stages(
        Programs.Images("pretrain c2 .. n autoencoder { free loss squared rate 1 epochs 5 }")));

    [Fact]
    public void Each_of_a_list_is_a_stage_of_its_own()
    {
        var stages = Stages(Programs.Digits("pretrain h1, h2 .. h3 supervised { rate 0.05 epochs 20 }"));

        var supervised = new SupervisedStage(H1, new SgdOptimizer(0, false, 0), Rate, 20, null);
        Assert.Equal([supervised, supervised with { Layers = new LayerRange("h2", "h3") }], stages);
    }

    [Fact]
    public void Stages_run_in_the_order_of_the_file()
    {
        var stages = Stages(Programs.Digits(
            "pretrain h1 rbm { cd 1 rate 0.1 epochs 1 }\npretrain h2 autoencoder { tied rate 0.1 epochs 2 }\n"
            + "finetune { optimizer sgd rate 1; epochs 3 }"));

        Assert.Equal(
            [typeof(BoltzmannStage), typeof(AutoencoderStage), typeof(FineTuneStage)], stages.Select(stage => stage.GetType()));
        Assert.Equal([1, 2, 3], stages.Select(stage => stage.Epochs));
    }

    [Theory]
    [InlineData("pretrain h1, h2, h3 rbm { cd 1 rate 1 epochs 1 }\npretrain h1 .. h3 autoencoder { tied rate 1 epochs 1 }")]
    [InlineData("pretrain h2 rbm { cd 1 rate 1 epochs 1 }\npretrain h3 rbm { cd 1 rate 1 epochs 1 }")]
    [InlineData("pretrain h1 .. h2 autoencoder { tied rate 1 epochs 1 }\npretrain h2 .. h3 autoencoder { tied rate 1 epochs 1 }")]
    [InlineData("pretrain h1 rbm { cd 1 rate 1 epochs 1 }\nfinetune { freeze h1 .. h2 optimizer sgd rate 1 epochs 1 }")]
    [InlineData("finetune { freeze h1 .. h3 optimizer sgd rate 1 epochs 1 }\nfinetune { freeze h1 optimizer sgd rate 1 epochs 1 }")]
    public void Stages_that_undo_nothing_raise_no_warning(string statements) =>
        Assert.NotEmpty(Stages(Programs.Digits(statements)));

    [Fact]
    public void Rate_of_pretraining_may_follow_a_plan() => Assert.Equal(
        new StepRate(0.05, 0, 0.5, 3),
        Stage("pretrain h1 rbm { cd 1 rate 0.05 rate halves every 3 epochs  epochs 9 }").Rate);

    [Fact]
    public void Block_that_is_used_and_layers_in_a_repeat_are_a_range()
    {
        var stages = Stages("""
            block Pair(units) { dense units sigmoid; dense units sigmoid }
            network Net { input x 8; p = Pair(4); repeat 2 { h = dense 3 sigmoid }; output y = dense 2 softmax }
            schedule S for Net { pretrain p, h autoencoder { tied rate 0.1 epochs 3 } }
            """);
        Assert.Equal(2, stages.Count);
    }

    [Fact]
    public void Batch_is_64_where_none_is_stated()
    {
        var bound = Compilation.Compile(Programs.Digits("pretrain h1 rbm { cd 1 rate 0.1 epochs 1 }").Replace("batch 100", ""));
        Assert.Empty(bound.Diagnostics);
        Assert.Equal(64, bound.Networks.Single().Schedules.Single().Batch);
    }

    [Fact]
    public void Places_of_stages_are_no_part_of_a_bound_network()
    {
        var text = Programs.Digits("pretrain h1 rbm { cd 1 rate 0.1 epochs 1 }");
        Assert.Equal(
            Compilation.Compile(text).Networks.Single(),
            Compilation.Compile(text.Replace("cd 1", "/* more */ cd 1")).Networks.Single());
    }

    [Fact]
    public void Schedule_in_another_file_is_held_to_its_network_there()
    {
        var files = Compilation.Compile(Programs.Files("""
            // a.net
            schedule S for Net {
                pretrain h1 rbm { cd 1 rate 0.1 epochs 1 }
                finetune { optimizer sgd rate 0.1; epochs 1; freeze h2 }
            }
            // b.net
            network Net { input x 8; h1 = dense 4 relu; output y = dense 2 softmax }
            """));

        Assert.Equal(
            [("NET0161", 2, 14), ("NET0125", 3, 57)],
            files[0].Diagnostics.Select(found => (found.Id, found.Span.StartLine, found.Span.StartColumn)));
        Assert.Empty(files[1].Diagnostics);
        Assert.Equal(["S"], files[1].BrokenNetworks.Single().Schedules);
    }

    [Fact]
    public void Every_error_of_a_schedule_is_reported()
    {
        var found = Compilation.Compile(Programs.Digits("""
            pretrain h1, h9 rbm { cd 0 rat 0.1 visible gauss }
            pretrain rbn { epochs 1 }
            pretrain h2 autoencoder { corrupt masking 2 loss
                unpool switches contract 0 epochs }
            finetune { freeze; optimizer sgd rate 0.1 momentum 0.5 then 2 after 3 epochs  epochs 2 }
            """)).Diagnostics;

        Assert.Equal(
            "5 NET0017, 5 NET0017, 5 NET0025, 5 NET0026, 6 NET0012, 7 NET0017, 7 NET0017, 7 NET0025, 7 NET0012, 8 NET0025, 8 NET0012, 9 NET0012, 9 NET0025",
            string.Join(", ", found.Select(one => $"{one.Span.StartLine} {one.Id}")));
    }

    private static Stage Stage(string statement) => Assert.Single(Stages(Programs.Digits(statement)));

    private static IReadOnlyList<Stage> Stages(string text)
    {
        var bound = Compilation.Compile(text);
        Assert.Empty(bound.Diagnostics);
        return Assert.Single(Assert.Single(bound.Networks).Schedules).Stages;
    }
}
