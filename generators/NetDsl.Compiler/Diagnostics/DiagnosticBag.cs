using System.Globalization;
using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Diagnostics;

/// <summary>Collects what is wrong with one file. Past <see cref="Limit"/>, errors are only counted.</summary>
/// <param name="isSilent">Whether nobody reads what is collected: what is told once must then not be told
/// here.</param>
internal sealed class DiagnosticBag(Document document, bool isSilent = false)
{
    public const int Limit = 100;

    private readonly List<Diagnostic> diagnostics = [];
    private readonly HashSet<string> repeated = [];
    private readonly HashSet<string> keys = [];
    private Diagnostic? firstDropped;
    private int dropped;

    /// <summary>Errors so far, without warnings: compare two values of it to know whether something failed.</summary>
    public int ErrorCount { get; private set; }

    public bool IsFull => diagnostics.Count >= Limit;

    /// <summary>Of the file where the binder is.</summary>
    public LineMap Lines => Scope.Document.Lines;

    /// <summary>Where the binder is, in this file or in a block of another. Each message says the uses of blocks that
    /// led there.</summary>
    public Scope Scope { get; set; } = Scope.OfFile(new Declarations(document));

    public bool IsSilent => isSilent;

    /// <summary>Of the file's blocks. A bag for networks that the file's own extend has the file's.</summary>
    public BlockUses Uses { get; init; } = new(document);

    /// <summary>The imports of which it is said that they are broken.</summary>
    public HashSet<string> BrokenImports { get; } = [];

    /// <summary>What to call at each statement that is bound.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>Tells each diagnostic so far from others, whether it is shown or not.</summary>
    public HashSet<string> Keys => keys;

    /// <summary>Counts an error that follows from one already reported, so that what it breaks counts as broken.</summary>
    public void Follow() => ErrorCount++;

    /// <summary>Whether a diagnostic would not be shown: then nobody needs to look for a near name.</summary>
    public bool Hides(DiagnosticDescriptor descriptor, TextSpan span) =>
        IsFull || Scope.IsExpanded && repeated.Contains(Key(descriptor, span));

    public void Add(DiagnosticDescriptor descriptor, TextSpan span, params object[] arguments)
    {
        ErrorCount += descriptor.Severity == DiagnosticSeverity.Error ? 1 : 0;
        var key = Key(descriptor, span);
        var inherited = Scope.Inherited;
        keys.Add(key);
        if (inherited is not null && inherited.IsOwn(key))
        {
            return; // it is reported where the extended network stands
        }

        if ((Scope.IsExpanded || inherited is not null) && !repeated.Add(inherited?.KeyOf(key) ?? key))
        {
            return; // the same mistake, in another use of the block
        }

        if (IsFull)
        {
            firstDropped ??= Locate(Descriptors.TooManyErrors, span, "");
            dropped++;
            return;
        }

        var message = string.Format(CultureInfo.InvariantCulture, descriptor.MessageFormat, arguments);
        var reader = inherited?.Shown.Document ?? Scope.Document;
        diagnostics.Add(Locate(descriptor, span, $"{message}{Scope.Chain(reader)}{inherited}"));
    }

    /// <summary>Adds what is wrong in a file, this one or another, with what stands here.</summary>
    public void AddIn(string file, DiagnosticDescriptor descriptor, SourceSpan span, params object[] arguments)
    {
        ErrorCount += descriptor.Severity == DiagnosticSeverity.Error ? 1 : 0;
        var elsewhere = file == document.Path ? null : file;
        if (IsFull)
        {
            firstDropped ??= new Diagnostic(Descriptors.TooManyErrors, "", span, elsewhere);
            dropped++;
            return;
        }

        var message = string.Format(CultureInfo.InvariantCulture, descriptor.MessageFormat, arguments);
        diagnostics.Add(new Diagnostic(descriptor, message, span, elsewhere));
    }

    /// <summary>In the order of the file.</summary>
    public EquatableArray<Diagnostic> ToDiagnostics()
    {
        var ordered = diagnostics.OrderBy(diagnostic => diagnostic.Span.Start);
        return dropped == 0 ? ordered.ToEquatableArray() : ordered.Append(TooMany()).ToEquatableArray();
    }

    private string Key(DiagnosticDescriptor descriptor, TextSpan span) =>
        FormattableString.Invariant($"{descriptor.Id} {span.Start} {span.End} {Scope.Document.Path}");

    private Diagnostic Locate(DiagnosticDescriptor descriptor, TextSpan span, string message)
    {
        var place = Scope.Inherited?.Shown ?? new Place(Scope.Document, span);
        var isHere = place.Document.IsSame(document);
        return new Diagnostic(
            descriptor, message, place.Document.Lines.Locate(place.Span), isHere ? null : place.Document.Path);
    }

    private Diagnostic TooMany() => firstDropped! with
    {
        Message = string.Format(
            CultureInfo.InvariantCulture, Descriptors.TooManyErrors.MessageFormat,
            dropped.ToString("N0", CultureInfo.InvariantCulture)),
    };
}
