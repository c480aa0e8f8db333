using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>Parameters of a file's own blocks that no use of the block has read. Call it when all networks are
/// bound.</summary>
internal static class UnusedParameters
{
    public static void Report(Declarations declarations, DiagnosticBag diagnostics)
    {
        if (diagnostics.ErrorCount > 0)
        {
            return; // a parameter may be unused only because of what is wrong
        }

        foreach (var block in declarations.OwnBlocks.Values)
        {
            var read = diagnostics.Uses.Find(block.Name) ?? Words(block);
            foreach (var parameter in block.Parameters)
            {
                if (!read.Contains(parameter.Name.Text))
                {
                    diagnostics.Add(
                        Descriptors.UnusedParameter, parameter.Name.Span, Excerpt.Of(block.Name),
                        Excerpt.Of(parameter.Name.Text));
                }
            }
        }
    }

    private static HashSet<string> Words(BlockDefinition block)
    {
        var words = new HashSet<string>();
        Collect(block.Body.Statements, words);
        foreach (var parameter in block.Parameters)
        {
            Collect(parameter.Default ?? [], words);
        }

        return words;
    }

    private static void Collect(IReadOnlyList<StatementSyntax> statements, HashSet<string> words)
    {
        foreach (var statement in statements)
        {
            Collect(statement.Terms, words);
            if (statement.Block is { } body)
            {
                Collect(body.Statements, words);
            }
        }
    }

    private static void Collect(IReadOnlyList<TermSyntax> terms, HashSet<string> words)
    {
        foreach (var term in terms)
        {
            words.Add(term.Text);
        }
    }
}
