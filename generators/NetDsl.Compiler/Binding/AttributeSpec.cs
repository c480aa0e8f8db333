namespace NetDsl.Compiler.Binding;

/// <summary>One attribute that a statement may have: `filters 6` has a value, `same` none, `init uniform -1 .. 1` four.</summary>
/// <param name="Values">The most terms that may follow the name.</param>
/// <param name="TakesWord">Whether the first of them may be a word.</param>
internal sealed record AttributeSpec(string Name, int Values = 1, bool TakesWord = false)
{
    public static AttributeSpec Flag(string name) => new(name, 0);

    public static AttributeSpec Word(string name) => new(name, 1, true);
}
