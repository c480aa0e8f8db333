namespace NetDsl.Compiler.Layers;

/// <summary>The layers of the language: a new one is a file beside this and a row here.</summary>
internal static class LayerKinds
{
    public static readonly IReadOnlyList<LayerKind> All =
    [
        new ConvolutionLayerKind(),
        new PoolingLayerKind("maxpool", PoolingKind.Max),
        new PoolingLayerKind("avgpool", PoolingKind.Average),
        new PoolingLayerKind("sumpool", PoolingKind.Sum),
        new DenseLayerKind(),
        new ActivationLayerKind("relu", ActivationKind.Relu),
        new ActivationLayerKind("sigmoid", ActivationKind.Sigmoid),
        new ActivationLayerKind("tanh", ActivationKind.Tanh),
        new DropoutLayerKind(),
    ];

    private static readonly Dictionary<string, LayerKind> ByKeyword = All.ToDictionary(kind => kind.Keyword);

    public static LayerKind? Find(string keyword) => ByKeyword.TryGetValue(keyword, out var kind) ? kind : null;

    /// <summary>The kinds that may stand as one word at the end of another layer's statement.</summary>
    public static IReadOnlyList<string> Activations { get; } =
        All.OfType<ActivationLayerKind>().Select(kind => kind.Keyword).ToList();
}
