using NetDsl.Compiler;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Passes;

namespace NetDsl.Generator.Tests;

/// <summary>Activations behind each other are one pass over the values, or part of the kernel in front.</summary>
public sealed class ChainFusionTests
{
    private const string All = "relu; leakyrelu 0.1; elu; gelu; softplus; sigmoid; tanh";

    [Theory]
    [InlineData("avgpool 3x3 stride 1 pad 1; " + All, "avgpool1|relu1 leakyrelu1 elu1 gelu1 softplus1 sigmoid1 tanh1")]
    [InlineData("conv 1x1 filters 2; " + All, "conv1 relu1 leakyrelu1 elu1 gelu1 softplus1 sigmoid1 tanh1")]
    [InlineData("conv 1x1 filters 2; batchnorm; relu; tanh", "conv1 batchnorm1 relu1 tanh1")]
    [InlineData("maxpool 3x3 stride 1 pad 1; batchnorm; relu; tanh", "maxpool1|batchnorm1 relu1 tanh1")]
    [InlineData(
        "add { branch { conv 1x1 filters 2; elu; tanh } branch { } }; relu; tanh", "conv1 elu1 tanh1|add1 relu1 tanh2")]
    [InlineData("add { branch { conv 1x1 filters 2 } branch { } }; relu; tanh", "conv1 add1 relu1 tanh1")]
    // what another layer reads stays, and dropout parts nothing in inference
    [InlineData("a = relu; tanh; add from a, tanh1", "a|tanh1|add1")]
    [InlineData("relu; dropout 0.5; tanh", "relu1 tanh1")]
    public void Inference_of(string layers, string expected) => Assert.Equal(
        [.. expected.Split('|'), "digit", "digit"], Plan(layers, fuse: true).Inference.Forward.Select(Covers));

    [Theory]
    [InlineData("conv 1x1 filters 2; relu; tanh; elu", "conv1|relu1 tanh1 elu1", "conv1 relu1 tanh1 elu1")]
    [InlineData("conv 1x1 filters 2; avgpool 3x3 stride 1 pad 1; relu; tanh", "conv1|avgpool1|relu1 tanh1",
        "relu1 tanh1|avgpool1|conv1")]
    [InlineData("conv 1x1 filters 2; relu; dropout 0.5; tanh", "conv1 relu1|dropout1|tanh1",
        "tanh1|dropout1|conv1 relu1")]
    [InlineData("conv 1x1 filters 2; a = relu; tanh; add from a, tanh1", "conv1 a|tanh1|add1",
        "tanh1|sum over a's readers|conv1 a")]
    // in front of the first weights there is no way back
    [InlineData("relu; tanh; conv 1x1 filters 2", "relu1 tanh1|conv1", "conv1")]
    public void Training_of(string layers, string forward, string backward)
    {
        var training = Plan(layers, fuse: true).Training;
        Assert.Equal(
            [.. forward.Split('|'), "digit", "digit's softmax loss gradient"], training.Forward.Select(Covers));
        Assert.Equal(["digit", .. backward.Split('|')], training.Backward.Select(Covers));
    }

    /// <summary>In images of 2×4×4: seven passes of two forward, and of three backward, become one each.</summary>
    [Fact]
    public void Chain_of_every_activation_moves_the_values_of_one()
    {
        var layers = "conv 1x1 filters 2; avgpool 3x3 stride 1 pad 1; ";
        var (unfused, fused) = (Plan(layers + All, fuse: false), Plan(layers + All, fuse: true));
        var one = Plan(layers + "relu", fuse: true);

        Assert.Equal(one.Inference.ValuesMoved, fused.Inference.ValuesMoved);
        Assert.Equal(one.Training.ValuesMoved, fused.Training.ValuesMoved);
        // the two layers' biases too
        Assert.Equal(6 + 2, unfused.Inference.Forward.Count - fused.Inference.Forward.Count);
        Assert.Equal(7 * 2 * 32, Of(unfused.Inference.Forward));
        Assert.Equal(2 * 32, Of(fused.Inference.Forward));
        Assert.Equal(7 * 3 * 32, Of(unfused.Training.Backward));
        Assert.Equal(3 * 32, Of(fused.Training.Backward));

        static long Of(IEnumerable<KernelPlan> kernels) =>
            kernels.Where(kernel => kernel.Core == "Activation").Sum(kernel => kernel.ValuesMoved);
    }

    [Fact]
    public void Chains_type_arguments_are_the_runtimes_where_a_name_would_hide_them()
    {
        var run = new GeneratorRun(new ProjectProperties { Gpu = true }, ("some.net", """
            network Tanh {
                input image 1x4x4
                leakyrelu 0.2; relu; tanh
                output relu = dense 3 softmax { chain elu gelu }
            }
            """));

        Assert.Contains(
            "global::NetDsl.Cpu.Chain<global::NetDsl.Cpu.Chain<global::NetDsl.Cpu.LeakyRelu<Leakyrelu1Slope>, global::NetDsl.Cpu.Relu>, global::NetDsl.Cpu.Tanh>",
            run.Text("Tanh.Cpu.g.cs").Replace("\n", "").Replace("                ", ""));
        Assert.Empty(run.Output.GetDiagnostics().Where(
            diagnostic => diagnostic.Severity != Microsoft.CodeAnalysis.DiagnosticSeverity.Hidden));
    }

    private static NetworkPlan Plan(string layers, bool fuse)
    {
        var compilation = Compilation.Compile(
            $"network Net {{ input image 2x4x4; {layers}\n output digit = dense 3 softmax }}");
        Assert.Empty(compilation.Diagnostics);
        return PlanKernels.Run(Assert.Single(compilation.Networks), fuse);
    }

    private static string Covers(KernelPlan kernel) => string.Join(' ', kernel.Covers);
}
