using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>Errors that come of an error in an imported file. They are told once an import, where it stands; each use
/// of what is broken only counts.</summary>
internal static class BrokenImport
{
    /// <summary>A declaration that is known, and wrong.</summary>
    /// <param name="import">Where it comes from; null where it is the file's own, and its error so too.</param>
    public static void FollowBroken(this DiagnosticBag diagnostics, Import? import, WordTerm word)
    {
        diagnostics.Follow();
        if (import is not null)
        {
            Report(diagnostics, import, word, "reach");
        }
    }

    /// <summary>Whether a name is unknown because its declaration may stand in an import that is not known or cannot be
    /// read.</summary>
    public static bool FollowsFromImport(this DiagnosticBag diagnostics, WordTerm word)
    {
        foreach (var import in diagnostics.Scope.File.Imports)
        {
            if (import.MayHideNames)
            {
                diagnostics.Follow();
                Report(diagnostics, import, word, "may hide");
                return true;
            }
        }

        return false;
    }

    private static void Report(DiagnosticBag diagnostics, Import import, WordTerm word, string verb)
    {
        var scope = diagnostics.Scope;
        var document = scope.File.Document;
        if (import.IsWrong || diagnostics.IsSilent || !diagnostics.BrokenImports.Add(KeyOf(import, document)))
        {
            return;
        }

        diagnostics.Scope = Scope.OfFile(scope.File);
        diagnostics.Add(
            Descriptors.BrokenImport, import.Span, import.Declarations!.Document.NameFor(document), verb,
            Excerpt.Of(word.Text), document.Place(word.Span, document));
        diagnostics.Scope = scope;
    }

    private static string KeyOf(Import import, Document document) =>
        FormattableString.Invariant($"{import.Span.Start} {document.Path}");
}
