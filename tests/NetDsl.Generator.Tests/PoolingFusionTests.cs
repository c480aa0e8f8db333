using NetDsl.Compiler;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Passes;

namespace NetDsl.Generator.Tests;

/// <summary>A max pooling is part of the convolution in front, and does the activation behind; a relu in front of it
/// comes behind.</summary>
public sealed class PoolingFusionTests
{
    private const string Pool = "maxpool 2x2";

    [Theory]
    [InlineData("conv 1x1 filters 2; maxpool 2x2", "conv1 maxpool1")]
    [InlineData("conv 1x1 filters 2; relu; maxpool 2x2", "conv1 maxpool1 relu1")]
    [InlineData("conv 1x1 filters 2; tanh; maxpool 2x2; elu; relu", "conv1 tanh1 maxpool1 elu1 relu1")]
    [InlineData("conv 1x1 filters 2; batchnorm; relu; maxpool 2x2", "conv1 batchnorm1 maxpool1 relu1")]
    [InlineData("filter 1x1 { 0.5 }; maxpool 2x2", "filter1 maxpool1")]
    // a kernel that does not pool; a sum; what is read by others
    [InlineData("conv 1x1 filters 2; avgpool 2x2", "conv1|avgpool1")]
    [InlineData("local 1x1 filters 2; maxpool 2x2", "local1|maxpool1")]
    [InlineData("add { branch { conv 1x1 filters 2 } branch { } }; relu; maxpool 2x2", "conv1 add1|maxpool1 relu1")]
    [InlineData("a = conv 1x1 filters 2; maxpool 3x3 stride 1 pad 1; add from a, maxpool1", "a|maxpool1|add1")]
    [InlineData("conv 1x1 filters 2; maxpool 2x2; maxpool 2x2", "conv1 maxpool1|maxpool2")]
    public void Inference_of(string layers, string expected) => Assert.Equal(
        [.. expected.Split('|'), "digit", "digit"], Plan(layers).Inference.Forward.Select(Covers));

    [Theory]
    [InlineData("conv 1x1 filters 2; maxpool 2x2; leakyrelu 0.1", "conv1 maxpool1 leakyrelu1",
        "maxpool1 leakyrelu1|conv1")]
    [InlineData("conv 1x1 filters 2; relu; maxpool 2x2", "conv1 maxpool1 relu1", "maxpool1 relu1|conv1")]
    // what the way back needs is kept
    [InlineData("conv 1x1 filters 2; tanh; maxpool 2x2", "conv1 tanh1|maxpool1", "maxpool1|conv1 tanh1")]
    [InlineData("conv 1x1 filters 2; batchnorm; relu; maxpool 2x2", "conv1|batchnorm1|maxpool1 relu1",
        "maxpool1 relu1|batchnorm1|conv1")]
    [InlineData("conv 1x1 filters 2; a = relu; maxpool 3x3 stride 1 pad 1; add from a, maxpool1",
        "conv1 a|maxpool1|add1", "maxpool1|sum over a's readers|conv1 a")]
    public void Training_of(string layers, string forward, string backward)
    {
        var training = Plan(layers).Training;
        Assert.Equal(
            [.. forward.Split('|'), "digit", "digit's softmax loss gradient"], training.Forward.Select(Covers));
        Assert.Equal(["digit", .. backward.Split('|')], training.Backward.Select(Covers));
    }

    /// <summary>Of 2×4×4 pixels, 3×4×4 outputs and 3×2×2 maxima.</summary>
    [Fact]
    public void What_is_pooled_is_neither_written_nor_read()
    {
        var plan = Plan("conv 1x1 filters 3; " + Pool);

        Assert.Equal(32 + 12, plan.Inference.Forward[0].ValuesMoved);
        Assert.Equal(32 + 12 + 12, plan.Training.Forward[0].ValuesMoved);
        Assert.DoesNotContain(plan.Inference.Slots, slot => slot.Member == "Conv1");
        Assert.DoesNotContain(plan.Training.Slots, slot => slot.Member == "Conv1");
        Assert.Equal(["Maxpool1", "Maxpool1"], plan.Training.LayerOutputs.Take(2));
    }

    /// <summary>Else what the block's last convolution reads would have to be kept.</summary>
    [Theory]
    [InlineData("conv 1x1 filters 2; conv 1x1 filters 2; relu", Pool, "conv1|conv2|maxpool1 relu1")]
    [InlineData("conv 1x1 filters 2; conv 1x1 filters 2; relu; " + Pool, "", "conv1|conv2 maxpool1 relu1")]
    public void Block_that_is_computed_twice_keeps_its_convolutions(string inside, string behind, string forward)
    {
        var network = Network($$"""
            block Twice() recompute { {{inside}} }
            network Net { input image 2x4x4; conv 1x1 filters 2; Twice(); {{behind}}
            output digit = dense 3 softmax }
            """);
        var kernels = PlanKernels.Run(network, fuse: true).Training.Forward.Select(
            kernel => string.Join(' ', kernel.Covers).Replace("twice1_", "")).ToList();

        Assert.Equal(["conv1", .. forward.Split('|'), "digit"], kernels.Take(kernels.Count - 1));
    }

    private static NetworkPlan Plan(string layers) => PlanKernels.Run(
        Network($"network Net {{ input image 2x4x4; {layers}\n output digit = dense 3 softmax }}"), fuse: true);

    private static NetDsl.Compiler.Binding.Network Network(string text)
    {
        var compilation = Compilation.Compile(text);
        Assert.Empty(compilation.Diagnostics);
        return Assert.Single(compilation.Networks);
    }

    private static string Covers(KernelPlan kernel) => string.Join(' ', kernel.Covers);
}
