using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>`0.8 .. 1.2` behind a statement's keyword.</summary>
internal sealed record StatementRange(double Low, double High)
{
    /// <param name="rises">Whether the end must be greater than the start, not only another number.</param>
    /// <returns>Null where something is wrong, which is reported.</returns>
    public static StatementRange? Read(
        StatementSyntax statement, string example, RealRange range, bool rises, DiagnosticBag diagnostics)
    {
        var arguments = StatementArguments.Of(statement, example, new AttributeSpec("range", 3), diagnostics);
        arguments.Value("range", isRequired: true, "a range a .. b");
        var values = arguments.Values("range");
        if (arguments.Failed || values.Count == 0)
        {
            return null;
        }

        var keyword = statement.Keyword!.Text;
        if (values.Count != 3 || values[1].Text != "..")
        {
            var found = values.Count > 1 ? values[1] : null;
            arguments.Report(
                Descriptors.WrongValue, found?.Span ?? arguments.Span, keyword, $"a range, such as `{example}`",
                TermText.Found(found));
            return null;
        }

        var low = arguments.Real(values[0], $"the start of {keyword}", range);
        var high = arguments.Real(values[2], $"the end of {keyword}", range);
        if (!arguments.Failed && (rises ? (float)high <= (float)low : (float)high == (float)low))
        {
            var expected = $"{(rises ? "greater than" : "other than")} its start {values[0].Text}";
            arguments.Report(Descriptors.OutOfRange, values[2].Span, $"the end of {keyword}", expected, values[2].Text);
        }

        return arguments.Failed ? null : new StatementRange(low, high);
    }
}
