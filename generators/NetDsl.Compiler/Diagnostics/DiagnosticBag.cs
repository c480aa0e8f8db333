using System.Globalization;
using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Diagnostics;

/// <summary>Collects what is wrong with one file. Past <see cref="Limit"/>, errors are only counted.</summary>
internal sealed class DiagnosticBag(LineMap lines)
{
    public const int Limit = 100;

    private readonly List<Diagnostic> diagnostics = [];
    private readonly HashSet<string> repeated = [];
    private TextSpan? firstDropped;
    private int dropped;

    /// <summary>Errors so far, without warnings: compare two values of it to know whether something failed.</summary>
    public int ErrorCount { get; private set; }

    public bool IsFull => diagnostics.Count >= Limit;

    public LineMap Lines => lines;

    /// <summary>Where the binder is. Each message says the uses of blocks that led there.</summary>
    public Scope Scope { get; set; } = Scope.Empty;

    /// <summary>Counts an error that follows from one already reported, so that what it breaks counts as broken.</summary>
    public void Follow() => ErrorCount++;

    /// <summary>Whether a diagnostic would not be shown: then nobody needs to look for a near name.</summary>
    public bool Hides(DiagnosticDescriptor descriptor, TextSpan span) =>
        IsFull || Scope.IsExpanded && repeated.Contains(Key(descriptor, span));

    public void Add(DiagnosticDescriptor descriptor, TextSpan span, params object[] arguments)
    {
        ErrorCount += descriptor.Severity == DiagnosticSeverity.Error ? 1 : 0;
        if (Scope.IsExpanded && !repeated.Add(Key(descriptor, span)))
        {
            return; // the same mistake, in another use of the block
        }

        if (IsFull)
        {
            firstDropped = dropped++ == 0 ? span : firstDropped;
            return;
        }

        var message = string.Format(CultureInfo.InvariantCulture, descriptor.MessageFormat, arguments);
        diagnostics.Add(new Diagnostic(descriptor, message + Scope.Chain, lines.Locate(span)));
    }

    /// <summary>In the order of the file.</summary>
    public EquatableArray<Diagnostic> ToDiagnostics()
    {
        var ordered = diagnostics.OrderBy(diagnostic => diagnostic.Span.Start);
        return dropped == 0 ? ordered.ToEquatableArray() : ordered.Append(TooMany()).ToEquatableArray();
    }

    private static string Key(DiagnosticDescriptor descriptor, TextSpan span) =>
        FormattableString.Invariant($"{descriptor.Id} {span.Start} {span.End}");

    private Diagnostic TooMany()
    {
        var message = string.Format(
            CultureInfo.InvariantCulture, Descriptors.TooManyErrors.MessageFormat, dropped.ToString("N0", CultureInfo.InvariantCulture));
        return new Diagnostic(Descriptors.TooManyErrors, message, lines.Locate(firstDropped!));
    }
}
