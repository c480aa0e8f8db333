using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding.Extensions;

/// <summary>`dense 1000` of `dense 1000 sigmoid`: the statement of a layer whose activation, or batchnorm, is
/// replaced.</summary>
internal static class WithoutActivation
{
    /// <param name="scope">Where it stands.</param>
    public static StatementSyntax Of(StatementSyntax statement, Scope scope)
    {
        if (statement.Keyword?.Text == ProjectionBinder.Keyword)
        {
            return WithoutNormalization(statement);
        }

        if (statement.Keyword is not { } keyword || LayerKinds.Find(keyword.Text) is not { } kind)
        {
            return statement;
        }

        IReadOnlyList<AttributeSpec> own = [.. kind.Attributes, SourceClause.Attribute];
        var silent = new DiagnosticBag(scope.Document, isSilent: true) { Scope = scope };
        var arguments = new Arguments(
            silent, keyword, statement.Terms.Skip(1), keyword.Text, kind.Example, kind.Positional,
            [.. own, .. LayerKinds.ActivationSuffixes]);
        var terms = new List<TermSyntax> { keyword };
        if (kind.Positional is { } positional)
        {
            terms.AddRange(arguments.Values(positional.Name));
        }

        foreach (var attribute in own.Where(attribute => arguments.Has(attribute.Name)))
        {
            terms.Add(new WordTerm(arguments.SpanOf(attribute.Name), attribute.Name));
            terms.AddRange(arguments.Values(attribute.Name));
        }

        return statement with { Terms = terms.ToEquatableArray() };
    }

    private static StatementSyntax WithoutNormalization(StatementSyntax statement)
    {
        var terms = new List<TermSyntax>();
        foreach (var term in statement.Terms)
        {
            if (term is not WordTerm { Text: BatchNormLayerKind.Word })
            {
                terms.Add(term);
            }
        }

        return statement with { Terms = terms.ToEquatableArray() };
    }
}
