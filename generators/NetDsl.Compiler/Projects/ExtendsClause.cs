using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Projects;

/// <summary>`network Animals extends Vgg16 { … }`.</summary>
internal static class ExtendsClause
{
    public const string Keyword = "extends";

    /// <summary>The name of a network that a statement declares; null where it is no network or states none.</summary>
    public static WordTerm? NetworkOf(StatementSyntax statement) =>
        statement.Keyword?.Text == "network" && statement.Terms.Count > 1 ? statement.Terms[1] as WordTerm : null;

    /// <summary>Whether a network extends another one, even where that one's name is missing.</summary>
    public static bool IsIn(StatementSyntax statement) =>
        NetworkOf(statement) is not null && statement.Terms.Count > 2 && statement.Terms[2].Text == Keyword;

    /// <summary>The name of the extended network, or null.</summary>
    public static WordTerm? BaseOf(StatementSyntax statement) =>
        IsIn(statement) && statement.Terms.Count > 3 ? statement.Terms[3] as WordTerm : null;
}
