namespace NetDsl.Compiler.Stages;

/// <summary>The kinds of pretraining of the language: a new one is a file beside this and a row here.</summary>
internal static class PretrainKinds
{
    public static readonly IReadOnlyList<PretrainKind> All =
    [
        new BoltzmannKind(),
        new AutoencoderKind(),
        new SupervisedKind(),
    ];

    public static readonly string[] Keywords = All.Select(kind => kind.Keyword).ToArray();

    public static PretrainKind? Find(string keyword) => All.FirstOrDefault(kind => kind.Keyword == keyword);

    public static PretrainKind Of(PretrainStage stage) => All.First(kind => kind.IsOf(stage));
}
