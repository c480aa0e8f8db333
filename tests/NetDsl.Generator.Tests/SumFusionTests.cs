using NetDsl.Compiler;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Passes;

namespace NetDsl.Generator.Tests;

/// <summary>A sum, what is in front of it and the activation behind it are one kernel each way.</summary>
public sealed class SumFusionTests
{
    [Theory]
    // the layer in front takes the sum, with its activation
    [InlineData("add { branch { conv 3x3 filters 2 pad 1 } branch { } }; relu", "conv1 add1 relu1")]
    [InlineData("add { branch { conv 3x3 filters 2 pad 1 nobias } branch { } }; relu", "conv1 add1 relu1")]
    [InlineData("add { branch { } branch { conv 3x3 filters 2 pad 1; batchnorm } }; tanh", "conv1 batchnorm1 add1 tanh1")]
    [InlineData("dense 4; relu; add { branch { dense 4 } branch { } }; elu", "dense1 relu1|dense2 add1 elu1")]
    // of two, the one that is computed last
    [InlineData("add { branch { conv 1x1 filters 3 } branch { conv 1x1 filters 3 } }; relu", "conv1|conv2 add1 relu1")]
    // a normalisation that is not part of weights
    [InlineData("add { branch { maxpool 3x3 stride 1 pad 1; batchnorm } branch { } }; relu", "maxpool1|batchnorm1 add1 relu1")]
    // no layer with weights: the sum takes the activation
    [InlineData("add { branch { maxpool 3x3 stride 1 pad 1 } branch { tanh } }; relu", "maxpool1|tanh1|add1 relu1")]
    // three branches: the second sum has a layer in front too
    [InlineData(
        "add { branch { conv 1x1 filters 2 } branch { } branch { conv 1x1 filters 2 } }; relu",
        "conv1 add1|conv2 add1 relu1")]
    // what others read stays
    [InlineData(
        "c = conv 1x1 filters 2; add from c, image; relu; add from c, relu1; tanh", "c|add1 relu1|add2 tanh1")]
    [InlineData("a = add { branch { conv 1x1 filters 2 } branch { } }; relu; add from a, relu1", "conv1 a|relu1|add2")]
    [InlineData("c = conv 1x1 filters 2; add from c, c; relu", "c|add1 relu1")]
    public void Inference_of(string layers, string expected)
    {
        var kernels = Plan(layers, fuse: true).Inference.Forward;
        Assert.Equal([.. expected.Split('|'), "digit", "digit"], kernels.Select(Covers).Select(Unrepeated));
    }

    [Theory]
    [InlineData("conv 1x1 filters 2; add { branch { conv 3x3 filters 2 pad 1 } branch { } }; relu",
        "conv1|conv2 add1 relu1", "conv2 relu1|sum over conv1's readers|conv1")]
    [InlineData("conv 1x1 filters 2; add { branch { conv 1x1 filters 2; batchnorm } branch { conv 1x1 filters 2 } }; relu",
        "conv1|conv2|batchnorm1|conv3 add1 relu1", "conv3 relu1|batchnorm1|conv2|sum over conv1's readers|conv1")]
    [InlineData("conv 1x1 filters 2; add { branch { maxpool 3x3 stride 1 pad 1 } branch { } }; relu",
        "conv1|maxpool1|add1 relu1", "relu1|maxpool1|sum over conv1's readers|conv1")]
    // what is computed behind the layer keeps a place of its own
    [InlineData("conv 1x1 filters 2; add { branch { conv 1x1 filters 2 } branch { tanh } }; relu",
        "conv1|conv2|tanh1|add1 relu1", "conv2 relu1|tanh1|sum over conv1's readers|conv1")]
    // gelu needs the sum as it was, and its gradient is fused all the same
    [InlineData("conv 1x1 filters 2; add { branch { conv 1x1 filters 2 } branch { } }; gelu",
        "conv1|conv2 add1|gelu1", "conv2 gelu1|sum over conv1's readers|conv1")]
    public void Training_of(string layers, string forward, string backward)
    {
        var training = Plan(layers, fuse: true).Training;
        Assert.Equal(
            [.. forward.Split('|'), "digit", "digit's softmax loss gradient"],
            training.Forward.Select(Covers).Select(Unrepeated));
        Assert.Equal(["digit", .. backward.Split('|')], training.Backward.Select(Covers));
    }

    [Fact]
    public void Gradient_of_a_sum_lies_where_that_of_its_activation_did()
    {
        var training = Plan("conv 1x1 filters 2; add { branch { conv 1x1 filters 2 } branch { } }; relu", true).Training;
        var slots = training.Slots.ToDictionary(slot => slot.Member);

        Assert.Equal(slots["Relu1Gradient"].Offset, slots["Add1Gradient"].Offset);
    }

    /// <summary>In images of 2×4×4: each kernel reads and writes its tensors once.</summary>
    [Theory]
    [InlineData("conv 1x1 filters 2; add { branch { conv 3x3 filters 2 pad 1 } branch { } }; relu", 13, 5)]
    [InlineData("conv 1x1 filters 2; add { branch { conv 1x1 filters 2; batchnorm } branch { } }; relu", 13, 5)]
    [InlineData("add { branch { maxpool 3x3 stride 1 pad 1 } branch { tanh } }; relu", 9, 7)]
    public void Fused_kernels_move_fewer_images(string layers, int unfused, int fused)
    {
        Assert.Equal(unfused, Images(Plan(layers, fuse: false).Inference));
        Assert.Equal(fused, Images(Plan(layers, fuse: true).Inference));

        static long Images(ProgramPlan program) =>
            program.Forward.Where(kernel => !kernel.Covers.Contains("digit")).Sum(kernel => kernel.ValuesMoved) / 32;
    }

    private static NetworkPlan Plan(string layers, bool fuse) => PlanKernels.Run(Bind(layers), fuse);

    private static NetDsl.Compiler.Binding.Network Bind(string layers)
    {
        var compilation = Compilation.Compile(
            $"network Net {{ input image 2x4x4; {layers}\n output digit = dense 3 softmax }}");
        Assert.Empty(compilation.Diagnostics);
        return Assert.Single(compilation.Networks);
    }

    private static string Covers(KernelPlan kernel) => string.Join(' ', kernel.Covers);

    private static string Unrepeated(string covers) => string.Join(' ', covers.Split(' ').Distinct());
}
