namespace NetDsl.Compiler.Diagnostics;

/// <summary>One thing wrong in one place of a `.net` file.</summary>
/// <param name="Message">What was found, what was expected, and the nearest known name where there is one.</param>
/// <param name="Elsewhere">The path of the file where it stands, where that is not the file in which it was found: an
/// error in a block shows where another file uses the block. <see cref="FileDiagnostics"/> puts it there.</param>
public sealed record Diagnostic(
    DiagnosticDescriptor Descriptor, string Message, SourceSpan Span, string? Elsewhere = null)
{
    public string Id => Descriptor.Id;

    public DiagnosticSeverity Severity => Descriptor.Severity;

    /// <summary>`(7,12): error NET0012: …`, as a build prints it behind the file's name.</summary>
    public override string ToString() =>
        $"({Span.StartLine},{Span.StartColumn}): {Severity.ToString().ToLowerInvariant()} {Id}: {Message}";
}
