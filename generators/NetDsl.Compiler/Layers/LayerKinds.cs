using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Layers;

/// <summary>The layers of the language: a new one is a file beside this and a row here.</summary>
internal static class LayerKinds
{
    public static readonly IReadOnlyList<LayerKind> All =
    [
        new ConvolutionLayerKind(),
        new DeconvolutionLayerKind(),
        new LocalLayerKind(),
        new FilterLayerKind("filter", isFlipped: false),
        new FilterLayerKind("correlate", isFlipped: false),
        new FilterLayerKind("convolve", isFlipped: true),
        new PoolingLayerKind("maxpool", PoolingKind.Max),
        new PoolingLayerKind("avgpool", PoolingKind.Average),
        new PoolingLayerKind("sumpool", PoolingKind.Sum),
        new DenseLayerKind(),
        new ActivationLayerKind("relu", ActivationKind.Relu),
        new LeakyReluLayerKind(),
        new ActivationLayerKind("elu", ActivationKind.Elu),
        new ActivationLayerKind("gelu", ActivationKind.Gelu),
        new ActivationLayerKind("softplus", ActivationKind.Softplus),
        new ActivationLayerKind("sigmoid", ActivationKind.Sigmoid),
        new ActivationLayerKind("tanh", ActivationKind.Tanh),
        new SoftmaxLayerKind(),
        new ResponseNormalizationLayerKind(),
        new BatchNormLayerKind(),
        new DropoutLayerKind(),
        new FlattenLayerKind(),
        new ConcatLayerKind(),
        new AddLayerKind(),
    ];

    private static readonly Dictionary<string, LayerKind> ByKeyword = All.ToDictionary(kind => kind.Keyword);

    public static LayerKind? Find(string keyword) => ByKeyword.TryGetValue(keyword, out var kind) ? kind : null;

    /// <summary>The kinds that may stand at the end of another layer's statement.</summary>
    public static IReadOnlyList<ActivationLayerKind> Activations { get; } = All.OfType<ActivationLayerKind>().ToList();

    /// <summary>What stands for them among the attributes of the other layer.</summary>
    public static IReadOnlyList<AttributeSpec> ActivationSuffixes { get; } =
        Activations.Select(kind => kind.Suffix).ToList();

    public static bool IsJoin(string keyword) => Find(keyword) is JoinLayerKind;

    public static bool IsRectifier(string? keyword) =>
        keyword is not null && Find(keyword) is ActivationLayerKind { IsRectifier: true };
}
