using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>`input image 1x28x28`, with a block that says how images become what the network reads.</summary>
internal static class InputBinder
{
    private const string Example = "input image 1x28x28";

    public static BoundInput Bind(StatementSyntax statement, WordTerm keyword, DiagnosticBag diagnostics)
    {
        var (name, shape) = BindHead(statement, keyword, diagnostics);
        var preparation = statement.Block is { } block ? new PreparationBinder(shape, diagnostics).Bind(block) : null;
        return new BoundInput(name, shape, preparation);
    }

    private static (string? Name, Shape? Shape) BindHead(
        StatementSyntax statement, WordTerm keyword, DiagnosticBag diagnostics)
    {
        var terms = statement.Terms;
        if (terms.Count < 2 || terms[1] is not WordTerm name)
        {
            var found = terms.Count > 1 ? terms[1] : null;
            if (found is not ErrorTerm)
            {
                diagnostics.Add(Descriptors.MissingName, found?.Span ?? keyword.Span, "input", TermText.Found(found), Example);
            }

            return (null, null);
        }

        if (statement.HasErrorTerm)
        {
            return (name.Text, null);
        }

        if (terms.Count < 3)
        {
            diagnostics.Add(Descriptors.MissingAttribute, statement.Head, "input", "a shape", Example);
            return (name.Text, null);
        }

        if (terms[2] is WordTerm word && !diagnostics.Scope.Contains(word.Text))
        {
            diagnostics.AddUnknownNumber(word);
            return (name.Text, null);
        }

        var end = 2;
        var reader = new ExpressionReader(terms, "input", diagnostics);
        var shape = reader.StartsAt(end) ? reader.Read(ref end) : terms[end++];
        if (shape is not null && end < terms.Count)
        {
            diagnostics.Add(Descriptors.UnexpectedTerm, terms[end].Span, TermText.Found(terms[end]), "input", "nothing more");
        }

        return (name.Text, shape is null ? null : ReadShape(shape, diagnostics));
    }

    private static Shape? ReadShape(TermSyntax term, DiagnosticBag diagnostics)
    {
        var sizes = ArgumentValues.Sizes(term);
        if (sizes is null || sizes.Count > 3)
        {
            diagnostics.Add(Descriptors.InvalidInputShape, term.Span, TermText.Found(term));
            return null;
        }

        if (sizes.Any(size => size < 1 || size > Limits.Size))
        {
            var range = $"sizes from 1 to {Limits.Text(Limits.Size)}";
            diagnostics.Add(Descriptors.OutOfRange, term.Span, "the shape of input", range, Excerpt.Of(term.Text));
            return null;
        }

        var count = Limits.Product([.. sizes]);
        if (count > Limits.LayerValues)
        {
            diagnostics.Add(
                Descriptors.TooLarge, term.Span, "the input", Limits.Text(count), "values", Limits.Text(Limits.LayerValues));
            return null;
        }

        return new Shape(sizes.Select(size => (int)size).ToEquatableArray());
    }
}
