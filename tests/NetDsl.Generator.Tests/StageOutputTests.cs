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
}
