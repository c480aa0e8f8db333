namespace NetDsl.Compiler.Syntax;

/// <summary>A stretch of a certain file.</summary>
internal sealed record Place(Document Document, TextSpan Span)
{
    /// <summary>`line 12`; in a message of another file, `line 12 of ../blocks.net`.</summary>
    public string For(Document reader) => Document.Place(Span, reader);
}
