using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>An import of a file.</summary>
/// <param name="span">Where it stands.</param>
/// <param name="path">The imported file's, normalized; null where none is stated.</param>
/// <param name="declarations">What the file declares; null where there is no such file.</param>
/// <param name="isWrong">Whether an error of the import itself is reported.</param>
internal sealed class Import(TextSpan span, string? path, Declarations? declarations, bool isWrong)
{
    public TextSpan Span => span;

    public string? Path => path;

    public Declarations? Declarations { get; } = declarations;

    /// <summary>Whether a name that is unknown may be one that this import should have brought.</summary>
    public bool MayHideNames { get; } = isWrong || declarations is null or { MayMissSome: true };

    /// <summary>Whether an error of the import itself is reported: what follows from it need not be.</summary>
    public bool IsWrong => isWrong;
}
