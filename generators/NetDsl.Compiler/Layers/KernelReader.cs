using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Layers;

/// <summary>`{ 0 1 0 / 1 -4 1 / 0 1 0 }`: the values of a kernel, row by row. A row ends with `/` or with the line.
/// Values are numbers, names, or expressions in brackets.</summary>
internal sealed class KernelReader
{
    private readonly LayerContext context;
    private readonly List<double> values = [];
    private readonly int width;
    private readonly double factor;
    private int rows;
    private bool failed;

    private KernelReader(LayerContext context, int width, double factor) =>
        (this.context, this.width, this.factor) = (context, width, factor);

    private DiagnosticBag Diagnostics => context.Arguments.Diagnostics;

    private string Subject => "the kernel of " + context.Name;

    /// <summary>[window height, window width], each times the factor; null where something is wrong, which is
    /// reported.</summary>
    public static EquatableArray<double>? Read(LayerContext context, Window window, double factor)
    {
        var arguments = context.Arguments;
        if (context.Block is not { } block)
        {
            arguments.Report(Descriptors.MissingBlock, arguments.Span, arguments.Subject, arguments.Example);
            return null;
        }

        var reader = new KernelReader(context, window.Width, factor);
        foreach (var statement in block.Statements)
        {
            reader.Read(statement);
        }

        if (!reader.failed && reader.rows != window.Height)
        {
            arguments.Report(
                Descriptors.KernelSize, block.Open, reader.Subject, Counted(reader.rows, "row"),
                Text.Count(window.Height));
            return null;
        }

        return reader.failed ? null : new EquatableArray<double>([.. reader.values]);
    }

    private static string Counted(int count, string what) => $"{Text.Count(count)} {what}{(count == 1 ? "" : "s")}";

    private void Read(StatementSyntax statement)
    {
        if (statement.Name is { } name)
        {
            Unexpected(name, "a number");
        }

        if (statement.Block is { } inner)
        {
            Diagnostics.Add(Descriptors.UnexpectedBlock, inner.Open, Subject);
            failed = true;
        }

        if (statement.HasErrorTerm)
        {
            failed = true; // the parser has reported it
            return;
        }

        var start = 0;
        for (var index = 0; index <= statement.Terms.Count; index++)
        {
            if (index == statement.Terms.Count || IsRowEnd(statement.Terms, index))
            {
                ReadRow(statement, start, index);
                start = index + 1;
            }
        }
    }

    /// <summary>Whether a `/` stands outside of brackets.</summary>
    private static bool IsRowEnd(EquatableArray<TermSyntax> terms, int index)
    {
        if (terms[index].Text != "/")
        {
            return false;
        }

        var depth = 0;
        for (var before = 0; before < index; before++)
        {
            depth += terms[before].Text == "(" ? 1 : terms[before].Text == ")" ? -1 : 0;
        }

        return depth <= 0;
    }

    private void ReadRow(StatementSyntax statement, int start, int end)
    {
        if (start == end && end == statement.Terms.Count && end > 0)
        {
            return; // a `/` at the end of the line ends its row, and begins none
        }

        rows++;
        var count = 0;
        for (var index = start; index < end && !failed; count++)
        {
            var length = LengthOf(statement.Terms, index, end);
            var terms = new List<TermSyntax>();
            for (var term = index; term < index + length; term++)
            {
                terms.Add(statement.Terms[term]);
            }

            ReadValue(terms);
            index += length;
        }

        if (!failed && count != width)
        {
            var span = start == end ? statement.Head : statement.Terms[start].Span.To(statement.Terms[end - 1].Span);
            Diagnostics.Add(
                Descriptors.KernelSize, span, Subject, $"{Counted(count, "value")} in row {Text.Count(rows)}",
                Text.Count(width));
            failed = true;
        }
    }

    /// <summary>Terms of the value that starts here: one, but for a sign in front and brackets around.</summary>
    private static int LengthOf(EquatableArray<TermSyntax> terms, int start, int end)
    {
        var index = start;
        while (index < end - 1 && terms[index].Text == "-")
        {
            index++;
        }

        if (terms[index].Text != "(")
        {
            return index + 1 - start;
        }

        var depth = 0;
        for (; index < end; index++)
        {
            depth += terms[index].Text == "(" ? 1 : terms[index].Text == ")" ? -1 : 0;
            if (depth == 0)
            {
                return index + 1 - start;
            }
        }

        return end - start;
    }

    private void ReadValue(List<TermSyntax> terms)
    {
        if (ValueReader.Read(terms, 0, Subject, Diagnostics) is not { } number)
        {
            failed = true;
        }
        else if (!RealRange.Any.Contains(number.Real * factor))
        {
            var what = $"a value in {Subject}{(factor == 1 ? "" : $", times {Text.Real(factor)},")}";
            Diagnostics.Add(
                Descriptors.OutOfRange, terms[0].Span.To(terms[terms.Count - 1].Span), what,
                RealRange.Any.Instead(number.Real * factor), number);
            failed = true;
        }
        else
        {
            values.Add(number.Real * factor);
        }
    }

    private void Unexpected(TermSyntax term, string expected)
    {
        Diagnostics.Add(Descriptors.UnexpectedTerm, term.Span, $"'{term.Text} ='", Subject, expected);
        failed = true;
    }
}
