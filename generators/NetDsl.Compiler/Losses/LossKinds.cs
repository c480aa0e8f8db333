using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Losses;

/// <summary>The losses of the language: a new one is a file beside this and a row here.</summary>
internal static class LossKinds
{
    /// <summary>Of those with the same keyword, the first is meant where no `loss` is stated.</summary>
    public static readonly IReadOnlyList<LossKind> All =
    [
        new SoftmaxCrossEntropyLossKind(),
        new BinaryCrossEntropyLossKind(),
        new SquaredLossKind(),
        new AbsoluteLossKind(),
        new HingeLossKind(),
    ];

    /// <summary>`softmax`, `sigmoid`, `linear`.</summary>
    public static readonly IReadOnlyList<string> Keywords = All.Select(kind => kind.Keyword).Distinct().ToList();

    /// <summary>What may stand behind `loss`.</summary>
    public static readonly IReadOnlyList<string> Words = All.Select(kind => kind.Word).OfType<string>().ToList();

    public static readonly IReadOnlyList<AttributeSpec> Attributes =
    [
        .. Keywords.Select(AttributeSpec.Flag), AttributeSpec.Word("loss"), .. All.SelectMany(kind => kind.Attributes),
    ];

    /// <param name="word">What stands behind `loss`, or null.</param>
    public static LossKind? Find(string keyword, string? word)
    {
        foreach (var kind in All)
        {
            if (kind.Keyword == keyword && (word is null || kind.Word == word))
            {
                return kind;
            }
        }

        return null;
    }
}
