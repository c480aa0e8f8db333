using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Optimizers;
using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Stages.Autoencoders;
using NetDsl.Compiler.Updates;

namespace NetDsl.Conformance.Devices;

using AutoencoderStage = NetDsl.Compiler.Stages.AutoencoderStage;

/// <summary>Networks of autoencoders' stages: of every layer that can be undone, each way, with each corruption and
/// penalty.</summary>
internal static class Autoencoders
{
    private static readonly AutoencoderStage Free = Stage(isTied: false);
    private static readonly AutoencoderStage Tied = Stage(isTied: true);
    private static readonly SparsityTarget Sparse = new(0.1, 0.5);

    private static readonly Network[] Networks =
    [
        Make("TiedDigits", "input pixels 12; h1 = dense 7 sigmoid", Entropy(Tied) with
        {
            Corruption = new(CorruptionKind.Masking, 0.3),
        }),
        Make("PlainTied", "input pixels 11; h1 = dense 6 sigmoid", Entropy(Tied)),
        Make("SparseDigits", "input image 2x3x2; h1 = dense 7 sigmoid", Entropy(Tied) with
        {
            Corruption = new(CorruptionKind.SaltAndPepper, 0.25),
            Sparsity = Sparse,
            Contraction = 0.2,
        }),
        Make("NoisyDigits", "input image 2x3x2; flatten; h1 = dense 9 tanh", Free with
        {
            Corruption = new(CorruptionKind.Gaussian, 0.4),
            Contraction = 0.3,
        }, "flatten1", "h1"),
        Make("ContractiveGelu", "input pixels 9; h1 = dense 5 gelu", Tied with { Contraction = 0.5 }),
        Make("ContractiveSoftplus", "input pixels 9; h1 = dense 5 softplus", Free with { Contraction = 0.5 }),
        Make("ContractiveElu", "input pixels 9; h1 = dense 5 elu", Tied with { Contraction = 0.5 }),
        Make("ContractiveLinear", "input pixels 9; h1 = dense 5", Tied with { Contraction = 0.5 }),
        Make("DeepTied", "input pixels 11; h1 = dense 9 relu; h2 = dense 7 nobias; h3 = dense 5 sigmoid", Tied with
        {
            Corruption = new(CorruptionKind.Masking, 0.5),
            Sparsity = Sparse,
        }, "h1", "h3"),
        Make(
            "DeepFree", "input pixels 11; h1 = dense 9 leakyrelu 0.1; h2 = dense 7 gelu; h3 = dense 5", Free, "h1",
            "h3"),
        Make("TiedConvolution", "input image 2x8x6; c1 = conv 3x3 filters 3 stride 2 relu", Tied),
        Make(
            "FreeConvolution", "input image 2x7x6; c1 = conv 3x2 filters 4 pad 1 sigmoid; maxpool 2x2 floor",
            Entropy(Free) with { Sparsity = Sparse, Unpooling = Unpooling.Switches }),
        Make(
            "DeepConvolution",
            "input image 1x9x8; c1 = conv 3x3 filters 4 pad 1 relu; maxpool 2x2 floor; "
            + "c2 = conv 2x2 filters 3 tanh; maxpool 2x2 ceil",
            Tied with { Unpooling = Unpooling.Switches }, "c1", "c2"),
        Make(
            "Repeated",
            "input image 2x9x7; c1 = conv 1x1 filters 3 relu; maxpool 3x3 stride 2 pad 1 ceil; "
            + "c2 = conv 2x2 filters 2; avgpool 2x2 ceil",
            Free with { Unpooling = Unpooling.Upsampling }, "c1", "c2"),
        Make(
            "MixedCodes",
            "input image 2x6x6; c1 = conv 3x3 filters 4 nobias; batchnorm; relu; sumpool 2x2; flatten; dropout 0.25; "
            + "h1 = dense 5 sigmoid",
            Tied, "c1", "h1"),
        Make("DroppedCodes", "input pixels 11; h1 = dense 9 sigmoid; dropout 0.5", Tied with
        {
            Corruption = new(CorruptionKind.Masking, 0.3),
            Sparsity = Sparse,
        }, "h1", "dropout1"),
        Make("DroppedInputs", "input image 2x3x2; dropout 0.3; h1 = dense 7 tanh", Free, "dropout1", "h1"),
        Make("TiedSeries", "input sound 4x15; c1 = conv 3 filters 6 stride 2 groups 2 dilation 2 elu", Tied),
        Make("TiedSpread", "input image 3x4x3; d1 = deconv 3x3 filters 2 stride 2 pad 1 tanh", Tied, "d1"),
        Make(
            "FreeSpread", "input image 3x4x3; d1 = deconv 4x4 filters 2 stride 2 pad 1 sigmoid",
            Free with { Sparsity = Sparse }, "d1"),
        Make("BroadTied", "input pixels 70; h1 = dense 37 sigmoid", Entropy(Tied) with
        {
            Contraction = 0.1,
            Sparsity = Sparse,
        }),
    ];

    private static readonly MadeNetworks Fused = new(Networks, fuse: true, "Autoencoders");
    private static readonly MadeNetworks Unfused = new(Networks, fuse: false, "Autoencoders");

    public static IReadOnlyList<Subject> All { get; } = [.. Networks.Select(network => Of(network, Fused))];

    public static IEnumerable<string> Names => All.Select(subject => subject.Name);

    /// <summary>The same with a kernel for each operation.</summary>
    public static Subject UnfusedOf(string name) => Of(Networks.Single(network => network.Name == name), Unfused);

    private static Subject Of(Network network, MadeNetworks made) =>
        new(network.Name, (seed, device) => made.Create(network.Name, seed, device), LeastBatch(network))
        {
            Made = network,
        };

    private static int LeastBatch(Network network) => network.Layers.Max(layer => layer.LeastBatch);

    public static AutoencoderStage Stage(bool isTied) => new(
        new("h1", null), isTied, IsCrossEntropy: false, new SgdOptimizer(0, false, 0),
        new Compiler.Rates.ConstantRate(0.1, 0), Epochs: 1, Stop: null);

    private static AutoencoderStage Entropy(AutoencoderStage stage) => stage with { IsCrossEntropy = true };

    /// <param name="layers">Of the model whose layers are trained.</param>
    /// <param name="first">The first of them; null for the only one with a name.</param>
    public static Network Make(
        string name, string layers, AutoencoderStage stage, string? first = null, string? last = null)
    {
        first ??= layers.Contains("h1 =", StringComparison.Ordinal) ? "h1" : "c1";
        var compilation = Compiler.Compilation.Compile(
            $"network Model {{ {layers}; output y = dense 2 softmax }}");
        var model = Assert.Single(compilation.Networks);
        var group = LayerGroup.Of(model, new LayerRange(first, last));
        Assert.NotNull(group);
        return AutoencoderNetwork.Of(model, stage, group) with { Name = name };
    }
}
