using Microsoft.CodeAnalysis;

namespace NetDsl.Generator.Tests;

/// <summary>What the stages of a schedule become, from the text on.</summary>
public sealed class StageOutputTests
{
    private const string Network = """
        network Net {
            input image 1x8x8
            c1 = conv 3x3 filters 4 pad 1 relu
            maxpool 2x2
            h1 = dense 12 sigmoid
            h2 = dense 12 sigmoid
            output digit = dense 10 softmax
        }
        """;

    private const string Schedule = """
        schedule Greedy for Net {
            pretrain c1, h1 .. h2 supervised { rate 0.1  momentum 0.5 then 0.9 after 2 epochs  epochs 20  batch 32 }
            finetune { freeze c1 .. h1; optimizer sgd rate 0.1 momentum 0.5 then 0.9 after 5 epochs; epochs 10 }
            finetune { optimizer sgd rate 0.01; epochs 10 }
        }
        """;

    [Fact]
    public void Pretraining_and_frozen_layers_compile()
    {
        var run = new GeneratorRun(("net.net", Network), ("greedy.net", Schedule));

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden));
        var text = run.Text("Net.Schedules.g.cs");
        Assert.Contains("Batch: 64,", text);
        Assert.Contains("Batch = 32,", text);
        Assert.Contains("Momentum = new global::NetDsl.MomentumChange(Later: 0.9f, AfterEpochs: 5),", text);
        Assert.Contains("fine-tuning, c1 .. h1 frozen, 10 epochs", text);
        Assert.Contains("h1 .. h2 below a throw-away output, 20 epochs", text);
    }

    [Theory]
    [InlineData("pretrain h1, h2 rbm { cd 2  rate 0.05  momentum 0.5 then 0.9 after 5 epochs  visible gaussian  sparsity 0.1 weight 3  epochs 30 }")]
    [InlineData("pretrain h2 rbm { pcd 1  rate 0.05  sample visible  epochs 30 }")]
    [InlineData("pretrain c1 autoencoder { tied  unpool switches  corrupt masking 0.25  rate 0.1  epochs 15 }")]
    [InlineData("pretrain c1 .. h2 autoencoder { free  unpool upsample  sparsity 0.05 weight 3  rate 0.1  epochs 15 }")]
    [InlineData("pretrain h1 autoencoder { tied  loss squared  contract 0.1  corrupt gaussian 0.3  rate 0.1  epochs 15 }")]
    public void Stages_of_every_kind_compile(string stage)
    {
        var run = new GeneratorRun(("net.net", Network), ("one.net", $"schedule One for Net {{ {stage} }}"));

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden));
    }
}
