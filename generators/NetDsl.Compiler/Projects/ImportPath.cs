using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Projects;

/// <summary>`import "blocks.net"`.</summary>
internal static class ImportPath
{
    public const string Keyword = "import";

    /// <summary>The path as written, without its quotes; null where the statement is no import or states
    /// none.</summary>
    public static string? Of(StatementSyntax statement) =>
        statement.Keyword?.Text == Keyword && statement.Terms.Count > 1 && statement.Terms[1] is StringTerm text
            ? text.Text.Substring(1, text.Text.Length - 2)
            : null;

    /// <summary>The normalized paths of all that a file imports.</summary>
    /// <param name="path">The file's own, normalized.</param>
    public static EquatableArray<string> AllIn(string path, FileSyntax file)
    {
        var imports = new List<string>();
        foreach (var statement in file.Statements)
        {
            if (Of(statement) is { } written)
            {
                imports.Add(ProjectPath.Resolve(path, written));
            }
        }

        return imports.ToEquatableArray();
    }
}
