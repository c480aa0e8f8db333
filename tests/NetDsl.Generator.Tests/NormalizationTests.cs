using NetDsl.Compiler;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Passes;

namespace NetDsl.Generator.Tests;

/// <summary>Batch normalisation costs inference nothing behind a layer with weights, and training one pass each
/// way.</summary>
public sealed class NormalizationTests
{
    private const string Chain = """
        network Chain {
            input image 2x8x8
            conv 3x3 filters 4; batchnorm; relu
            conv 3x3 filters 4 nobias; batchnorm
            maxpool 2x2
            dense 6; batchnorm; tanh
            output digit = dense 3 softmax
        }
        """;

    private const string Block = """
        network Block {
            input image 2x8x8
            conv 3x3 filters 4 pad 1; batchnorm; relu
            add {
                branch { conv 3x3 filters 4 pad 1; batchnorm; relu; conv 3x3 filters 4 pad 1; batchnorm }
                branch { conv 1x1 filters 4; batchnorm }
            }
            relu
            output digit = dense 3 softmax
        }
        """;

    [Fact]
    public void In_inference_it_is_folded_into_weights_and_bias_once_for_all_batches()
    {
        var inference = Plan(Chain).Inference;

        Assert.Equal(
            ["conv1 batchnorm1 relu1", "conv2 batchnorm2 maxpool1", "dense1 batchnorm3 tanh1", "digit", "digit"],
            inference.Forward.Select(Covers));
        Assert.Equal(
            ["Fold conv1 batchnorm1", "Fold conv2 batchnorm2", "Fold dense1 batchnorm3"],
            inference.Prepare.Select(kernel => $"{kernel.Method} {Covers(kernel)}"));
        // three biases; weights of 72, 144 and 24 · 4; each on a cache line
        Assert.Equal(3 * 16 + 80 + 144 + 96, inference.PreparedFloats);
    }

    [Fact]
    public void Stated_bias_is_folded_too()
    {
        var compilation = Compilation.Compile(Chain.Replace("4; batchnorm; relu", "4 bias; batchnorm; relu"));
        var inference = PlanKernels.Run(Assert.Single(compilation.Networks), fuse: true).Inference;

        Assert.Equal("conv1 batchnorm1 relu1", Covers(inference.Forward[0]));
        Assert.Contains(
            inference.Prepare[0].Operands, operand => operand is { Kind: OperandKind.Parameter, Text: "Conv1Bias" });
        Assert.Contains(
            inference.Forward[0].Operands, operand => operand is { Kind: OperandKind.Prepared, Text: "Conv1Bias" });
    }

    [Theory]
    [InlineData("conv 1x1 filters 2; relu; batchnorm; tanh", "conv1 relu1|batchnorm1 tanh1")]
    [InlineData("maxpool 2x2; batchnorm", "maxpool1|batchnorm1")]
    [InlineData("c = conv 1x1 filters 2; batchnorm; add from c, batchnorm1", "c|batchnorm1 add1")]
    [InlineData("c = conv 1x1 filters 2; n = batchnorm; output y = linear from c; dense 2 from n", "c|n")]
    public void Where_it_cannot_be_folded_it_is_one_pass_with_what_stands_behind(string layers, string expected)
    {
        var plan = Plan($"network Net {{ input image 2x4x4; {layers}\n output digit = dense 3 softmax }}");
        var inference = plan.Inference;

        Assert.Equal(expected.Split('|'), inference.Forward.Take(2).Select(Covers));
    }

    [Fact]
    public void In_training_sum_and_activation_belong_to_its_kernels()
    {
        var training = Plan(Block).Training;

        Assert.Equal(
            ["conv1", "batchnorm1 relu1", "conv2", "batchnorm2 relu2", "conv3", "batchnorm3", "conv4",
                "batchnorm4 add1 relu3", "digit", "digit's softmax loss gradient"],
            training.Forward.Select(Covers));
        Assert.Equal(
            ["digit", "batchnorm4 relu3", "conv4", "batchnorm3", "conv3", "batchnorm2 relu2", "conv2",
                "sum over relu1's readers", "batchnorm1 relu1", "conv1"],
            training.Backward.Select(Covers));
    }

    [Fact]
    public void Unfused_each_layer_has_its_kernels_and_preparation_is_still_done_once()
    {
        var plan = Plan(Block, fuse: false);

        Assert.Equal(4, plan.Inference.Prepare.Count);
        Assert.Equal(4, plan.Inference.Forward.Count(kernel => kernel.Core == "ChannelScaling"));
        Assert.Contains(plan.Training.Forward, kernel => Covers(kernel) == "add1");
        Assert.All(plan.Training.Forward.Take(8), kernel => Assert.Single(kernel.Covers));
    }

    [Fact]
    public void Generated_class_tells_scale_shift_and_running_statistics_and_the_prepared_memory()
    {
        var run = new GeneratorRun(new ProjectProperties { Gpu = true }, ("chain.net", Chain));
        string text = run.Text("Chain.g.cs");

        Assert.Contains("public global::NetDsl.BatchNormParameters Batchnorm1 =>", text);
        Assert.Contains("public global::NetDsl.WeightParameters Conv1 =>", text);
        Assert.Contains($"public const long PreparedBytes = {4 * Plan(Chain).Inference.PreparedFloats:#_###};", text);
        Assert.Contains("LeastBatch: 2", text);
        Assert.Empty(run.Output.GetDiagnostics().Where(
            diagnostic => diagnostic.Severity != Microsoft.CodeAnalysis.DiagnosticSeverity.Hidden));
    }

    private static NetworkPlan Plan(string source, bool fuse = true)
    {
        var compilation = Compilation.Compile(source);
        Assert.Empty(compilation.Diagnostics);
        return PlanKernels.Run(Assert.Single(compilation.Networks), fuse);
    }

    private static string Covers(KernelPlan kernel) => string.Join(' ', kernel.Covers);
}
