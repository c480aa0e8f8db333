namespace NetDsl.Compiler.Diagnostics;

/// <summary>One kind of diagnostic.</summary>
/// <param name="Id">`NET0012`; never changes, never used again for another meaning.</param>
/// <param name="Title">A few words that hold for each case.</param>
/// <param name="MessageFormat">The message, with `{0}` … for what is particular to the case.</param>
public sealed record DiagnosticDescriptor(string Id, string Title, string MessageFormat, DiagnosticSeverity Severity);

public enum DiagnosticSeverity
{
    /// <summary>The network works, but probably not as meant.</summary>
    Warning,

    /// <summary>No code can be made of it.</summary>
    Error,
}
