using NetDsl.Compiler;
using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Optimizers;
using NetDsl.Compiler.Passes;
using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Stages.Autoencoders;
using NetDsl.Compiler.Updates;

namespace NetDsl.Generator.Tests;

using AutoencoderStage = NetDsl.Compiler.Stages.AutoencoderStage;

/// <summary>The network that an autoencoder's stage trains, and its kernels.</summary>
public sealed class AutoencoderTests
{
    private const string Loss = "reconstruction's loss gradient";

    private static readonly AutoencoderStage Tied = new(
        new("h1", null), IsTied: true, IsCrossEntropy: true, new SgdOptimizer(0, false, 0),
        new NetDsl.Compiler.Rates.ConstantRate(0.1, 0), Epochs: 1, Stop: null);

    private static readonly AutoencoderStage Free = Tied with { IsTied = false, IsCrossEntropy = false };

    [Fact]
    public void Denoising_step_is_six_kernels_and_shares_its_weights()
    {
        var network = Make("h1 = dense 7 sigmoid", Tied with { Corruption = new(CorruptionKind.Masking, 0.25) });
        var plan = PlanKernels.Run(network, fuse: true);

        Assert.Equal(["corruption", "h1 sigmoid1", "h1.decoder", Loss], Covers(plan.Training.Forward));
        Assert.Equal(["h1.decoder", "h1 sigmoid1"], Covers(plan.Training.Backward));
        Assert.Equal(["h1 sigmoid1", "h1.decoder reconstruction"], Covers(plan.Inference.Forward));
        Assert.Equal(
            ["h1.weight", "h1.bias", "h1.decoder.bias"],
            plan.Parameters.Tensors.Select(tensor => tensor.Parameter.FileName));
        Assert.Equal("H1DecoderBias", plan.Parameters.Tensors[2].Member);

        // the encoder's kernel computes the decoder's part of the weights' gradient too
        Assert.Contains(
            new KernelOperand(OperandKind.None, "weightsGradient", "default"), plan.Training.Backward[0].Operands);
        Assert.Contains(
            new KernelOperand(OperandKind.Activation, "codes", "Sigmoid1"), plan.Training.Backward[1].Operands);
        Assert.DoesNotContain(plan.Training.Backward[1].Operands, IsAdding);
    }

    [Fact]
    public void Tied_decoder_whose_kernel_takes_an_activations_derivative_gives_its_part_first()
    {
        var network = Make(
            "h1 = dense 7 sigmoid; h2 = dense 5 sigmoid", Tied with { Layers = new("h1", "h2") }, last: "h2");
        var backward = PlanKernels.Run(network, fuse: true).Training.Backward;

        // h2's part is added to what its decoder gave; h1's decoder is the last layer, and its part h1's kernel's work
        Assert.Equal(["h1.decoder", "h2.decoder sigmoid1.decoder", "h2 sigmoid2", "h1 sigmoid1"], Covers(backward));
        Assert.Contains(backward[2].Operands, IsAdding);
        Assert.DoesNotContain(backward[3].Operands, IsAdding);
        Assert.Contains(backward[3].Operands, operand => operand.Name == "codes");
    }

    [Fact]
    public void Free_decoder_has_weights_of_its_own_and_nothing_adds()
    {
        var plan = PlanKernels.Run(Make("h1 = dense 7 relu", Free), fuse: true);

        Assert.Equal(
            ["h1.weight", "h1.decoder.weight", "h1.bias", "h1.decoder.bias"],
            plan.Parameters.Tensors.Select(tensor => tensor.Parameter.FileName));
        Assert.DoesNotContain(plan.Training.Backward.SelectMany(kernel => kernel.Operands), IsAdding);
    }

    [Fact]
    public void Penalties_come_behind_the_losses_and_in_place_on_the_way_back()
    {
        var plan = PlanKernels.Run(
            Make("h1 = dense 7 sigmoid", Free with { Sparsity = new(0.05, 3), Contraction = 0.1 }), fuse: true);

        Assert.Equal(["h1 sigmoid1", "h1.decoder", Loss, "sparsity", "contraction"], Covers(plan.Training.Forward));
        Assert.Equal(["h1.decoder", "contraction", "sparsity", "h1 sigmoid1"], Covers(plan.Training.Backward));

        // the contraction writes the weights' gradient first
        Assert.Contains(plan.Training.Backward[3].Operands, IsAdding);
        var slots = plan.Training.Slots.Where(
            slot => slot.Member.StartsWith("Sigmoid1Gradient", StringComparison.Ordinal));
        Assert.Single(slots.Select(slot => slot.Offset).Distinct());
        Assert.Equal(["h1 sigmoid1", "h1.decoder"], Covers(plan.Inference.Forward));
    }

    [Fact]
    public void Decoder_undoes_layers_from_the_last_with_the_activations_below()
    {
        var network = Make(
            "c1 = conv 3x3 filters 4 stride 2 relu; maxpool 2x2 ceil; batchnorm; flatten; h1 = dense 5 tanh",
            Free with { Unpooling = Unpooling.Switches }, "c1", "h1", "image 1x9x8");

        Assert.Equal(
            ["c1", "relu1", "maxpool1", "batchnorm1", "flatten1", "h1", "tanh1",
                "h1.decoder", "relu1.decoder", "flatten1.decoder", "maxpool1.decoder", "c1.decoder"],
            network.Layers.Select(layer => layer.Name));
        Assert.Equal(network.Input, network.Layers[^1].Output);
        Assert.Equal("He", $"{Assert.IsType<DenseLayer>(network.Layers[7]).Initialization.Kind}");
        Assert.Equal("Xavier", $"{Assert.IsType<DeconvolutionLayer>(network.Layers[^1]).Initialization.Kind}");
        Assert.Contains(PlanKernels.Run(network, fuse: true).Inference.Forward, kernel => kernel.Core == "Unpooling");
    }

    [Fact]
    public void Names_that_the_model_has_already_get_a_number()
    {
        var network = Make("corruption = dense 7 sigmoid", Tied with
        {
            Corruption = new(CorruptionKind.Masking, 0.25),
            Layers = new("corruption", null),
        });

        Assert.Equal(
            ["corruption2", "corruption", "sigmoid1", "corruption.decoder"],
            network.Layers.Select(layer => layer.Name));
        Assert.Equal("reconstruction", network.Output.Name);
    }

    [Theory]
    [InlineData("h1 = dense 4; local = local 1x1 filters 2 from image", "local", "local")]
    [InlineData("a = conv 1x1 filters 2; h1 = conv 1x1 filters 2; add from a, h1", "a", "add1")]
    [InlineData("h1 = conv 1x1 filters 2; lrn", "h1", "lrn1")]
    [InlineData("h1 = conv 1x1 filters 2 relu; maxpool 2x2", "h1", null)]
    public void What_no_decoder_undoes_is_named(string layers, string first, string? expected)
    {
        var group = Group(layers, "image 2x4x4", first, expected is "add1" or "lrn1" ? expected : null);

        Assert.Equal(expected, AutoencoderNetwork.Unmirrored(group)?.Name);
    }

    [Theory]
    [InlineData("h1 = dense 4", true)]
    [InlineData("h1 = dense 4 sigmoid", true)]
    [InlineData("h1 = dense 4 sigmoid; relu", false)]
    [InlineData("h1 = conv 1x1 filters 2 sigmoid", false)]
    public void Only_a_dense_layer_is_contracted(string layers, bool expected) =>
        Assert.Equal(expected, AutoencoderNetwork.Contracted(Group(layers, "image 2x4x4", "h1", null)) is not null);

    [Fact]
    public void Maximum_whose_place_is_asked_for_does_not_change_places_with_its_relu()
    {
        const string layers = "h1 = conv 3x3 filters 2 pad 1 relu; maxpool 2x2";
        var switched = Make(layers, Free with { Unpooling = Unpooling.Switches }, "h1", null, "image 1x4x4");
        var repeated = Make(layers, Free with { Unpooling = Unpooling.Upsampling }, "h1", null, "image 1x4x4");

        Assert.Equal(
            ["h1 relu1", "maxpool1", "maxpool1.decoder", "h1.decoder", Loss],
            Covers(PlanKernels.Run(switched, fuse: true).Training.Forward));
        Assert.Equal(
            ["h1 maxpool1 relu1", "maxpool1.decoder", "h1.decoder", Loss],
            Covers(PlanKernels.Run(repeated, fuse: true).Training.Forward));
    }

    [Fact]
    public void Verifier_finds_a_gradient_that_overwrites_another()
    {
        var program = PlanKernels.ToProgram(Make("h1 = dense 7 sigmoid", Tied), isTraining: true, fuse: false);
        Operation[] backward = [.. program.Backward.Select(
            operation => operation is LinearBackward linear ? linear with { AddsTo = null } : operation)];

        var mistake = Assert.Throws<InvalidOperationException>(
            () => VerifyProgram.Run(program with { Backward = new(backward) }, "a pass"));

        Assert.Contains(
            "overwrites what others gave of it: gradient of h1's weights", mistake.Message, StringComparison.Ordinal);
    }

    private static bool IsAdding(KernelOperand operand) => operand.Name == "adds";

    private static IEnumerable<string> Covers(EquatableArray<KernelPlan> kernels) =>
        kernels.Select(kernel => string.Join(' ', kernel.Covers));

    private static Network Make(
        string layers, AutoencoderStage stage, string? first = null, string? last = null, string input = "pixels 12") =>
        AutoencoderNetwork.Of(
            Model(layers, input), stage, Group(layers, input, first ?? stage.Layers.First, last));

    private static LayerGroup Group(string layers, string input, string first, string? last) =>
        LayerGroup.Of(Model(layers, input), new LayerRange(first, last))!;

    private static Network Model(string layers, string input)
    {
        var compilation = Compilation.Compile(
            $"network Net {{ input {input}; {layers}\n output digit = dense 3 softmax }}");
        return Assert.Single(compilation.Networks);
    }
}
