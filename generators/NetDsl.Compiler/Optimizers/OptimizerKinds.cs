namespace NetDsl.Compiler.Optimizers;

/// <summary>The optimizers of the language: a new one is a file beside this and a row here.</summary>
internal static class OptimizerKinds
{
    public static readonly IReadOnlyList<OptimizerKind> All =
    [
        new SgdOptimizerKind(),
        new AdagradOptimizerKind(),
        new RmsPropOptimizerKind(),
        new AdamOptimizerKind(),
        new AdamWOptimizerKind(),
    ];

    public static readonly string[] Keywords = All.Select(kind => kind.Keyword).ToArray();

    public static OptimizerKind? Find(string keyword)
    {
        foreach (var kind in All)
        {
            if (kind.Keyword == keyword)
            {
                return kind;
            }
        }

        return null;
    }
}
