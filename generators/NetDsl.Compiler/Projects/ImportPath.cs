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
}
