using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>What stands in brackets behind a block's name: `(width, stride = 1)` where it is declared, `(64, 2)` where
/// it is used.</summary>
internal static class BlockHead
{
    public const string Example = "block Unit(width, stride = 1) { … }";

    private const string RecomputeMark = "recompute";

    /// <summary>Whether a declaration says that what the way back needs of the block is computed once more.</summary>
    public static bool IsRecomputed(StatementSyntax statement) =>
        statement.Terms.Count > 2 && statement.Terms[statement.Terms.Count - 1].Text == RecomputeMark;

    /// <summary>The parameters of a declaration; null where something is wrong with them, which is reported.</summary>
    public static IReadOnlyList<BlockParameter>? Read(StatementSyntax statement, DiagnosticBag diagnostics)
    {
        if (Parts(statement, "block", diagnostics) is not { } parts)
        {
            return null;
        }

        var parameters = new List<BlockParameter>();
        var names = new HashSet<string>();
        foreach (var part in parts)
        {
            if (part[0] is not WordTerm name)
            {
                return Refuse(part[0], "the name of a parameter");
            }

            if (part.Count > 1 && (part[1].Text != "=" || part.Count == 2))
            {
                return Refuse(part[1], "',', ')' or '=' and a value");
            }

            if (!names.Add(name.Text))
            {
                diagnostics.Add(Descriptors.AlreadyDeclared, name.Span, Excerpt.Of(name.Text), "a parameter of this block");
                return null;
            }

            if (part.Count == 1 && parameters.Count > 0 && parameters[parameters.Count - 1].Default is not null)
            {
                return Refuse(name, "parameters with a default behind those without");
            }

            parameters.Add(new BlockParameter(name, part.Count == 1 ? null : part.GetRange(2, part.Count - 2)));
        }

        return parameters;

        IReadOnlyList<BlockParameter>? Refuse(TermSyntax found, string expected)
        {
            diagnostics.Add(Descriptors.UnexpectedTerm, found.Span, TermText.Found(found), "block", expected);
            return null;
        }
    }

    /// <summary>The terms between the commas in the brackets behind a statement's second term; null where they are not
    /// written so, which is reported.</summary>
    public static List<List<TermSyntax>>? Parts(StatementSyntax statement, string subject, DiagnosticBag diagnostics)
    {
        var terms = statement.Terms;
        var open = subject == "block" ? 2 : 1;
        if (statement.HasErrorTerm)
        {
            return null; // the parser has reported it
        }

        if (open >= terms.Count || terms[open].Text != "(")
        {
            return Refuse(open, "'('");
        }

        var parts = new List<List<TermSyntax>>();
        var part = new List<TermSyntax>();
        var depth = 1;
        for (var index = open + 1; index < terms.Count; index++)
        {
            depth += terms[index].Text == "(" ? 1 : terms[index].Text == ")" ? -1 : 0;
            var isEnd = depth == 0;
            if (!isEnd && (depth > 1 || terms[index].Text != ","))
            {
                part.Add(terms[index]);
                continue;
            }

            if (part.Count == 0 && (!isEnd || parts.Count > 0))
            {
                return Refuse(index, subject == "block" ? "the name of a parameter" : "a number");
            }

            if (part.Count > 0)
            {
                parts.Add(part);
                part = [];
            }

            if (isEnd)
            {
                return index + 1 == terms.Count - (subject == "block" && IsRecomputed(statement) ? 1 : 0)
                    ? parts
                    : Refuse(index + 1, subject == "block" ? "'recompute' or '{'" : "nothing more");
            }
        }

        return Refuse(terms.Count, "')'");

        List<List<TermSyntax>>? Refuse(int index, string expected)
        {
            var found = index < terms.Count ? terms[index] : null;
            diagnostics.Add(
                Descriptors.UnexpectedTerm, found?.Span ?? statement.Head, TermText.Found(found), Excerpt.Of(subject), expected);
            return null;
        }
    }
}
