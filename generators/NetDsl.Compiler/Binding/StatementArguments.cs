using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>The arguments of a statement that takes no block.</summary>
internal static class StatementArguments
{
    public static Arguments Of(
        StatementSyntax statement,
        string example,
        AttributeSpec? positional,
        DiagnosticBag diagnostics,
        params AttributeSpec[] attributes)
    {
        var keyword = statement.Keyword!;
        if (statement.Block is { } block)
        {
            diagnostics.Add(Descriptors.UnexpectedBlock, block.Open, keyword.Text);
        }

        return new Arguments(
            diagnostics, keyword, statement.Terms.Skip(1), keyword.Text, example, positional, attributes);
    }
}
