using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Rates;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>Parts the settings of a stage that stand one behind the other: `cd 1  rate 0.05` is as
/// `cd 1; rate 0.05`.</summary>
/// <param name="known">The words that begin one.</param>
/// <param name="scope">Whose names may stand for numbers.</param>
internal sealed class SettingSplitter(IReadOnlyList<string> known, Scope scope)
{
    private const string Epochs = "epochs";

    // behind them stands a name, whatever else it means
    private static readonly string[] BeforeNames = ["of", "freeze", "sample", ",", ".."];

    // behind them stand a number and its unit
    private static readonly string[] BeforeUnits = ["warmup", "after", "every", "stalls"];

    private static readonly string[] AttributesOfOptimizers = ["rate", "momentum", "decay", "l1"];

    public BlockSyntax Split(BlockSyntax block)
    {
        var parts = new List<StatementSyntax>();
        foreach (var statement in block.Statements)
        {
            Split(statement, parts);
        }

        return parts.Count == block.Statements.Count ? block : block with { Statements = parts.ToEquatableArray() };
    }

    private void Split(StatementSyntax statement, List<StatementSyntax> parts)
    {
        var terms = statement.Terms;
        var start = 0;
        var isKnown = statement.Keyword is { } keyword && known.Contains(keyword.Text);
        var awaitsUnit = isKnown && BeforeUnits.Contains(terms[0].Text);
        for (var index = 1; isKnown && index < terms.Count; index++)
        {
            var text = terms[index].Text;
            if (awaitsUnit && text is Epochs or "epoch" && !IsBehindUnitWord(terms, index))
            {
                awaitsUnit = false;
            }
            else if (Begins(terms, start, index))
            {
                parts.Add(Part(statement, start, index));
                start = index;
                awaitsUnit = BeforeUnits.Contains(text);
            }
            else
            {
                awaitsUnit |= BeforeUnits.Contains(text);
            }
        }

        parts.Add(start == 0 ? statement : Part(statement, start, terms.Count));
    }

    private bool Begins(EquatableArray<TermSyntax> terms, int start, int index)
    {
        var (text, previous) = (terms[index].Text, terms[index - 1]);
        if (terms[index] is not WordTerm || !known.Contains(text) || BeforeNames.Contains(previous.Text)
            || previous is SymbolTerm { Text: "+" or "-" or "*" or "/" or "(" } || IsBehindUnitWord(terms, index))
        {
            return false;
        }

        var isNumberNext = IsNumberAt(terms, index + 1);
        return terms[start].Text switch
        {
            _ when previous is WordTerm && scope.Contains(text) && !isNumberNext => false,
            "optimizer" when AttributesOfOptimizers.Contains(text) => IsRuleOrPlan(terms, index),
            "accumulate" or "stop" when text is Epochs or "batch" => isNumberNext,
            _ => true,
        };
    }

    /// <summary>Whether it is the number in front of a unit.</summary>
    private bool IsBehindUnitWord(EquatableArray<TermSyntax> terms, int index) =>
        scope.Contains(terms[index].Text) && BeforeUnits.Contains(terms[index - 1].Text);

    private bool IsNumberAt(EquatableArray<TermSyntax> terms, int index) => index < terms.Count && terms[index] switch
    {
        NumberTerm or SymbolTerm { Text: "(" or "-" } => true,
        WordTerm word => scope.Contains(word.Text),
        _ => false,
    };

    /// <summary>Whether it is `rate of …`, `rate halves …`.</summary>
    private static bool IsRuleOrPlan(EquatableArray<TermSyntax> terms, int index) => index + 1 < terms.Count
        && (terms[index + 1].Text == "of"
            || terms[index].Text == "rate" && RateKinds.Find(terms[index + 1].Text) is not null);

    private static StatementSyntax Part(StatementSyntax statement, int start, int end)
    {
        var part = statement.Terms.Skip(start).Take(end - start).ToEquatableArray();
        var isFirst = start == 0;
        var isLast = end == statement.Terms.Count;
        var span = new TextSpan(
            isFirst ? statement.Span.Start : part[0].Span.Start,
            isLast ? statement.Span.End : part[part.Count - 1].Span.End);
        return new StatementSyntax(
            span, isFirst ? statement.Documentation : null, isFirst ? statement.Name : null, part,
            isLast ? statement.Block : null);
    }
}
