namespace NetDsl.Conformance.Devices;

/// <summary>Every optimizer and every rule of a stage, for the network Reader.</summary>
internal static class UpdateStages
{
    public static readonly Optimizer Sgd = new Sgd(Momentum: 0, Nesterov: false, Decay: 0);

    public static readonly Optimizer Adam = new Adam(Beta1: 0.9f, Beta2: 0.999f, Epsilon: 1e-8f, Decay: 0);

    private static readonly Optimizer Momentum = new Sgd(Momentum: 0.9f, Nesterov: false, Decay: 0.01f);

    private static readonly Optimizer AdamW = new AdamW(Beta1: 0.8f, Beta2: 0.95f, Epsilon: 1e-3f, Decay: 0.2f);

    public static Dictionary<string, FineTuneStage> All { get; } = new()
    {
        ["sgd"] = Stage(Sgd),
        ["sgd momentum decay"] = Stage(Momentum),
        ["sgd nesterov decay"] = Stage(new Sgd(Momentum: 0.9f, Nesterov: true, Decay: 0.01f)),
        ["adam"] = Stage(Adam),
        ["adam decay"] = Stage(new Adam(Beta1: 0.8f, Beta2: 0.95f, Epsilon: 1e-3f, Decay: 0.01f)),
        ["adamw"] = Stage(AdamW),
        ["adagrad"] = Stage(new Adagrad(Epsilon: 1e-3f, Decay: 0)),
        ["adagrad decay"] = Stage(new Adagrad(Epsilon: 1e-3f, Decay: 0.01f)),
        ["rmsprop"] = Stage(new RmsProp(Smoothing: 0.9f, Epsilon: 1e-3f, Momentum: 0, Decay: 0)),
        ["rmsprop momentum decay"] =
            Stage(new RmsProp(Smoothing: 0.9f, Epsilon: 1e-3f, Momentum: 0.8f, Decay: 0.01f)),
        ["l1"] = Stage(Momentum with { L1 = 0.02f }),
        ["l1 adamw"] = Stage(AdamW with { L1 = 0.02f }),
        ["clip norm"] = Stage(Momentum) with { Clip = new NormClipping(0.1f) },
        ["clip norm above all"] = Stage(Momentum) with { Clip = new NormClipping(1e4f) },
        ["clip value"] = Stage(Momentum) with { Clip = new ValueClipping(0.02f) },
        ["maxnorm"] = Stage(Momentum) with { MaximalNorm = 0.9f },
        ["accumulate"] = Stage(AdamW) with { Accumulate = 3 },
        ["rules of layers"] = Stage(Momentum) with
        {
            Layers =
            [
                new LayerRule("c1", "c3") { RateFactor = 0.1f, Decay = 0 },
                new LayerRule("f5") { L1 = 0.01f, MaximalNorm = 0.5f },
                new LayerRule("digit") { RateFactor = 3 },
            ],
        },
        ["rules of adamw's layers"] = Stage(AdamW) with
        {
            Layers = [new LayerRule("c1") { RateFactor = 2 }, new LayerRule("f5") { RateFactor = 0, Decay = 3 }],
        },
        ["all at once"] = Stage(Momentum with { L1 = 0.001f }) with
        {
            Clip = new NormClipping(0.2f),
            MaximalNorm = 1.1f,
            Accumulate = 2,
            Layers = [new LayerRule("c3", "f5") { RateFactor = 0.5f, Decay = 0.1f }],
        },
    };

    private static FineTuneStage Stage(Optimizer optimizer) =>
        new("finetune", optimizer, new ConstantRate(0.1f, 0), Epochs: 1, Stop: null);
}
