using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Passes;
using NetDsl.Conformance.Reference;

namespace NetDsl.Conformance.Devices;

/// <summary>Fusing operations into one kernel changes how often memory is read, not what comes out.</summary>
public sealed class FusionTests
{
    private static readonly Dictionary<string, (Subject Fused, Subject Unfused)> Pairs = new()
    {
        ["Reader"] = (Subjects.Named("Reader"), new("Unfused/UnfusedReader", UnfusedReader.Create)),
        ["Windows"] = (Subjects.Named("Windows"), new("Unfused/UnfusedWindows", UnfusedWindows.Create)),
        ["Dropouts"] = (Subjects.Named("Dropouts"), new("Unfused/UnfusedDropouts", UnfusedDropouts.Create)),
        ["Rectifiers"] = (Subjects.Named("Rectifiers"), new("Unfused/UnfusedRectifiers", UnfusedRectifiers.Create)),
        ["SamePadding"] = (Subjects.Named("SamePadding"), new("Unfused/UnfusedSamePadding", UnfusedSamePadding.Create)),
        ["NormalizedResidual"] = (
            Subjects.Named("NormalizedResidual"),
            new("Unfused/UnfusedNormalizedResidual", UnfusedNormalizedResidual.Create)),
        ["Sums"] = (Subjects.Named("Sums"), new("Unfused/UnfusedSums", UnfusedSums.Create)),
        ["Chains"] = (Subjects.Named("Chains"), new("Unfused/UnfusedChains", UnfusedChains.Create)),
    };

    public static TheoryData<string> Names => [.. Pairs.Keys];

    /// <summary>Those in which nothing fuses but biases and single activations.</summary>
    public static TheoryData<string> Plain => ["Reader", "Windows", "Dropouts", "Rectifiers", "SamePadding"];

    public static TheoryData<string, string> Cases => new()
    {
        { "Reader", "cpu" },
        { "Windows", "cpu" },
        { "Dropouts", "cpu" },
        { "SamePadding", "cpu" },
        { "Rectifiers", "cpu" },
        { "NormalizedResidual", "cpu" },
        { "Sums", "cpu" },
        { "Chains", "cpu" },
        { "NormalizedResidual", "ilgpu-cpu" },
        { "Sums", "ilgpu-cpu" },
        { "Reader", "ilgpu-cpu" },
        { "Dropouts", "ilgpu-cpu" },
        { "Rectifiers", "ilgpu-cpu" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fused_and_unfused_give_equal_outputs_losses_and_gradients(string name, string device)
    {
        var reference = Pairs[name].Fused.Reference;
        var examples = RandomExamples.Create(reference, count: 3, seed: 2);
        var position = new RandomPosition(Seed: 77, Step: 5);
        using var fused = Start(Pairs[name].Fused, Device.Parse(device));
        using var unfused = Start(Pairs[name].Unfused, Device.Parse(device));

        Tolerance.AssertClose("output", unfused.Infer(examples), fused.Infer(examples), Tolerance.Regrouped);
        var expected = unfused.Differentiate(examples, position);
        var actual = fused.Differentiate(examples, position);
        Tolerance.AssertClose("loss", [expected.Loss], [actual.Loss], Tolerance.Regrouped);
        Assert.Equal(expected.Wrong, actual.Wrong);
        var gradients = fused.ReadGradients();
        foreach (var (tensor, gradient) in unfused.ReadGradients())
            Tolerance.AssertClose(tensor + "'s gradient", gradient, gradients[tensor], Tolerance.Regrouped);
    }

    [Theory]
    [MemberData(nameof(Plain))]
    public void Fusion_leaves_fewer_kernels_each_way(string name)
    {
        var network = Pairs[name].Fused.Reference.Network;
        var fused = PlanKernels.Run(network, fuse: true);
        var unfused = PlanKernels.Run(network, fuse: false);

        // inference has no dropout: what stood on either side of one is neighbours
        Layer[] computed = [.. network.Layers.Where(layer => layer is not DropoutLayer)];
        int inTraining = Saved(network.Layers);
        int inInference = Saved(computed) + Pooled(computed, _ => true);
        int forward = inTraining + Pooled([.. network.Layers], IsRelu);
        Assert.Equal(unfused.Inference.Forward.Count - inInference, fused.Inference.Forward.Count);
        Assert.Equal(unfused.Training.Forward.Count - forward, fused.Training.Forward.Count);
        Assert.Equal(unfused.Training.Backward.Count - inTraining, fused.Training.Backward.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Unfused_file_says_the_same_as_the_fused_one(string name)
    {
        var (fused, unfused) = Pairs[name];
        string network = fused.Text.ReplaceLineEndings("\n").Split("\nschedule ")[0].TrimEnd();

        Assert.Equal(network.Replace($"network {name} ", $"network Unfused{name} "), unfused.Text.TrimEnd());
    }

    /// <summary>One kernel for each bias, and one for each activation behind a convolution, dense layer or
    /// maximum.</summary>
    private static int Saved(IEnumerable<Layer> layers) =>
        layers.Count(IsLinear)
        + layers.Skip(1).Zip(layers).Count(pair => pair.First is ActivationLayer
            && (IsLinear(pair.Second) || IsMaximum(pair.Second)));

    /// <summary>One kernel for each maximum of a convolution, with or without an activation between them.</summary>
    /// <param name="mayLieBetween">An activation whose output need not be kept.</param>
    private static int Pooled(Layer[] layers, Func<Layer, bool> mayLieBetween) =>
        Enumerable.Range(1, layers.Length - 1).Count(index => IsMaximum(layers[index])
            && (layers[index - 1] is ConvolutionLayer
                || (index > 1 && layers[index - 1] is ActivationLayer && mayLieBetween(layers[index - 1])
                    && layers[index - 2] is ConvolutionLayer)));

    private static bool IsMaximum(Layer layer) => layer is PoolingLayer { Kind: PoolingKind.Max };

    private static bool IsRelu(Layer layer) => layer.Description == "relu";

    private static bool IsLinear(Layer layer) => layer is DenseLayer or ConvolutionLayer;

    private static DeviceRun Start(Subject subject, Device device)
    {
        var run = DeviceRun.On(subject, device);
        run.Executor.Reserve(3, training: true);
        var fused = Pairs[subject.Name.Split("Unfused")[^1]].Fused;
        run.WriteParameters(RandomExamples.Parameters(fused.Reference, seed: 1));
        return run;
    }
}
