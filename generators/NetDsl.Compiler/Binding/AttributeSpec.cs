namespace NetDsl.Compiler.Binding;

/// <summary>One attribute that a statement may have: `filters 6` has a value, `same` none, `init uniform -1 .. 1` four.</summary>
/// <param name="Values">The most terms that may follow the name.</param>
/// <param name="TakesWord">Whether the first of them may be a word.</param>
/// <param name="Group">What stands for it in lists of what may stand there: `an activation`; null for its own name.</param>
internal sealed record AttributeSpec(string Name, int Values = 1, bool TakesWord = false, string? Group = null)
{
    /// <summary>As messages list what is expected.</summary>
    public static string Or(IEnumerable<AttributeSpec> attributes) =>
        TermText.Or(attributes.Select(attribute => attribute.Group ?? attribute.Name).Distinct().ToList());


    public static AttributeSpec Flag(string name) => new(name, 0);

    public static AttributeSpec Word(string name) => new(name, 1, true);
}
