using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Projects;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>The imports of a file: `import "blocks.net"`.</summary>
internal static class ImportReader
{
    private const string Example = "import \"blocks.net\"";

    /// <param name="find">A file as this one sees it, by its normalized path.</param>
    /// <param name="library">The file's own, to say what is wrong; null where nobody reads that.</param>
    public static void Read(
        FileSyntax file, Func<string, LibraryFile?> find, Library? library, Declarations declarations,
        DiagnosticBag diagnostics)
    {
        var first = new Dictionary<string, TextSpan>();
        foreach (var statement in file.Statements)
        {
            if (statement.Keyword?.Text == ImportPath.Keyword
                && Read(statement, first, find, library, diagnostics) is { } import)
            {
                declarations.Add(import);
            }
        }
    }

    /// <summary>Call it when the file's own declarations are read: they stay where an import has the same
    /// names.</summary>
    public static void ReportDuplicates(Declarations declarations, DiagnosticBag diagnostics)
    {
        foreach (var import in declarations.Imports)
        {
            if (import.Declarations is not { } imported)
            {
                continue;
            }

            foreach (var constant in imported.OwnConstants)
            {
                var first = declarations.ImportOfConstant(constant.Key)?.Declarations ?? declarations;
                Require(import, constant.Key, constant.Value.Name, first, first.OwnConstants[constant.Key].Name);
            }

            foreach (var block in imported.OwnBlocks)
            {
                var first = declarations.ImportOfBlock(block.Key)?.Declarations ?? declarations;
                Require(import, block.Key, block.Value.NameSpan, first, first.OwnBlocks[block.Key].NameSpan);
            }
        }

        void Require(Import import, string name, TextSpan span, Declarations first, TextSpan firstSpan)
        {
            if (!ReferenceEquals(first, import.Declarations))
            {
                var reader = declarations.Document;
                var place = import.Declarations!.Document.Place(span, reader);
                diagnostics.Add(
                    Descriptors.ImportedTwice, import.Span, Excerpt.Of(name), place,
                    first.Document.Place(firstSpan, reader));
            }
        }
    }

    /// <returns>Null where the same file is imported twice.</returns>
    private static Import? Read(
        StatementSyntax statement, Dictionary<string, TextSpan> first, Func<string, LibraryFile?> find, Library? library,
        DiagnosticBag diagnostics)
    {
        RequireForm(statement, diagnostics);
        if (ImportPath.Of(statement) is not { } written)
        {
            return new Import(statement.Head, null, null, true);
        }

        var document = diagnostics.Scope.Document;
        var path = ProjectPath.Resolve(document.Normalized, written);
        var span = statement.Terms[1].Span;
        if (first.TryGetValue(path, out var earlier))
        {
            var line = document.Lines.Line(earlier.Start);
            diagnostics.Add(
                Descriptors.RepeatedStatement, statement.Head, $"import of '{Excerpt.Of(written)}'", line,
                "once is enough");
            return null;
        }

        first.Add(path, statement.Span);
        var found = find(path)?.Declarations;
        var circle = library?.Circle(path, document);
        if (circle is not null)
        {
            diagnostics.Add(Descriptors.CircularImport, span, circle);
        }
        else if (found is null && library?.Paths is { } paths && !paths.Contains(path))
        {
            var near = diagnostics.IsFull ? "" : Near(written, path, paths, document);
            diagnostics.Add(Descriptors.UnknownFile, span, Excerpt.Of(written), near);
        }

        return new Import(statement.Head, path, found, circle is not null || found is null);
    }

    private static void RequireForm(StatementSyntax statement, DiagnosticBag diagnostics)
    {
        if (statement.Name is { } name)
        {
            diagnostics.Add(Descriptors.UnexpectedAssignment, name.Span, Excerpt.Of(name.Text), ImportPath.Keyword);
        }

        if (statement.Block is { } block)
        {
            diagnostics.Add(Descriptors.UnexpectedBlock, block.Open, ImportPath.Keyword);
        }

        var isKnown = ImportPath.Of(statement) is not null;
        var wrong = isKnown ? 2 : 1;
        if (!statement.HasErrorTerm && (!isKnown || statement.Terms.Count > wrong))
        {
            var found = wrong < statement.Terms.Count ? statement.Terms[wrong] : null;
            diagnostics.Add(
                Descriptors.UnexpectedTerm, found?.Span ?? statement.Head, TermText.Found(found), ImportPath.Keyword,
                isKnown ? "nothing more" : $"the path of a file in quotes, as in `{Example}`");
        }
    }

    /// <summary>A file of that name in another folder, else one whose path is written much like it.</summary>
    private static string Near(string written, string path, IReadOnlyList<string> paths, Document document)
    {
        var from = document.Normalized;
        var name = ProjectPath.Name(path);
        var known = paths.Where(other => other != from).ToList();
        var same = known.FirstOrDefault(
            other => ProjectPath.Name(other).Equals(name, StringComparison.OrdinalIgnoreCase));
        return same is not null ? $"; did you mean '{ProjectPath.Relative(from, same)}'?"
            : Suggestion.For(written, known.Select(other => ProjectPath.Relative(from, other)));
    }
}
