using CsCheck;
using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Emit;
using NetDsl.Compiler.Passes;

namespace NetDsl.Compiler.Tests;

/// <summary>Whatever stages a schedule may have, code can be made of them.</summary>
public sealed class StageFuzzTests
{
    private const string Network = """
        block Residual(width) { add { branch { conv 3x3 filters width pad 1; batchnorm; relu; conv 3x3 filters width pad 1 } branch { } } relu }
        network Net {
            input image 2x8x8 INPUT
            c1 = conv 3x3 filters 4 pad 1 sigmoid
            maxpool 2x2
            b1 = batchnorm
            r = Residual(4)
            c2 = conv 3x3 filters 4 pad 1 tanh
            avgpool 2x2
            d1 = deconv 2x2 filters 3 stride 2 relu
            early = flatten
            h1 = dense 6 sigmoid
            drop = dropout 0.5
            h2 = dense 5 sigmoid
            side = dense 3 relu from h1
            both = concat from h2, side
            h3 = dense 4 sigmoid nobias
            output y = dense 3 softmax
            output z = dense 2 linear from side loss squared weight 0.5
            auxiliary w = dense 3 softmax for y from early weight 0.3
        }

        """;

    private static readonly string[] Layers =
        ["c1", "maxpool1", "b1", "r", "r_conv1", "c2", "avgpool1", "d1", "early", "h1", "drop", "h2", "side", "both", "h3", "y", "z", "w"];

    private static readonly string[] Kinds =
    [
        "supervised { EACH }",
        "supervised { EACH batch 4 }",
        "rbm { EACH cd 1 }",
        "rbm { EACH cd 2 visible gaussian sparsity 0.1 weight 2 }",
        "rbm { EACH pcd 3 visible gaussian sample visible batch 4 }",
        "rbm { EACH cd 1 visible gaussian meanfield hidden }",
        "autoencoder { EACH tied loss squared }",
        "autoencoder { EACH tied loss squared unpool switches contract 0.1 }",
        "autoencoder { EACH free loss squared unpool upsample corrupt gaussian 0.3 }",
        "autoencoder { EACH free loss squared sparsity 0.1 weight 2 corrupt masking 0.25 }",
        "autoencoder { EACH free }",
    ];

    private static readonly string[] Inputs = ["", "", "{ mean 0.5 }", "{ training { mirror } }"];

    private static readonly Gen<string> Range = Gen.Select(Gen.Int[0, Layers.Length - 1], Gen.Int[0, 3]).Select(
        (first, length) => length == 0
            ? Layers[first]
            : $"{Layers[first]} .. {Layers[Math.Min(Layers.Length - 1, first + length)]}");

    private static readonly Gen<string> Pretraining = Gen.Select(Range, Gen.Int[0, Kinds.Length - 1]).Select(
        (range, kind) => $"pretrain {range} {Kinds[kind].Replace("EACH", "rate 0.1 momentum 0.5 then 0.9 after 2 epochs epochs 3")}");

    private static readonly Gen<string> FineTuning = Range.Array[0, 3].Select(frozen =>
        $"finetune {{ {(frozen.Length == 0 ? "" : $"freeze {string.Join(", ", frozen)}")} optimizer sgd rate 0.1 epochs 3 }}");

    private static readonly Gen<string> Program = Gen.Select(
        Gen.Int[0, Inputs.Length - 1], Pretraining.Array[0, 2], FineTuning.Array[0, 2],
        (input, pretraining, fineTuning) => Network.Replace("INPUT", Inputs[input])
            + $"schedule S for Net {{\n{string.Join("\n", [.. pretraining, .. fineTuning])}\n}}");

    [Fact]
    public void Every_schedule_without_an_error_can_be_written()
    {
        var written = 0;
        Program.Sample(
            text =>
            {
                foreach (var network in Compilation.Compile(text).Networks)
                {
                    Write(network);
                    Interlocked.Increment(ref written);
                }
            },
            iter: 800);
        Assert.InRange(written, 40, 800);
    }

    private static void Write(Network network)
    {
        foreach (var fuse in new[] { false, true })
        {
            foreach (var file in Emitter.Emit(PlanKernels.Run(network, fuse), new EmitOptions("Nets", "net.net", HasGpu: true)))
            {
                Assert.NotEmpty(file.Content);
            }
        }
    }
}
