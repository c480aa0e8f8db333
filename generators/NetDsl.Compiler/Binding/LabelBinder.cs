using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>The labels of an output: `{ zero one two }`, over as many lines as they need.</summary>
internal static class LabelBinder
{
    /// <summary>Those that can be members of an enum, in order; the others are reported.</summary>
    public static EquatableArray<string> Bind(BlockSyntax block, DiagnosticBag diagnostics)
    {
        var first = new Dictionary<string, WordTerm>();
        var labels = new List<string>();
        foreach (var term in Terms(block, diagnostics))
        {
            var member = MemberName.Of(term.Text);
            if (!NameLength.Require(term, diagnostics))
            {
                continue;
            }

            if (member.Length == 0)
            {
                diagnostics.Add(Descriptors.NotAnIdentifier, term.Span, TermText.Found(term));
            }
            else if (!first.TryGetValue(member, out var earlier))
            {
                first.Add(member, term);
                labels.Add(term.Text);
            }
            else if (earlier.Text == term.Text)
            {
                diagnostics.Add(Descriptors.DuplicateLabel, term.Span, Excerpt.Of(term.Text), diagnostics.Lines.Line(earlier.Span.Start));
            }
            else
            {
                diagnostics.Add(Descriptors.SameMember, term.Span, Excerpt.Of(term.Text), Excerpt.Of(earlier.Text), member);
            }
        }

        return labels.ToEquatableArray();
    }

    private static IEnumerable<WordTerm> Terms(BlockSyntax block, DiagnosticBag diagnostics)
    {
        foreach (var statement in block.Statements)
        {
            if (statement.Name is { } name)
            {
                diagnostics.Add(Descriptors.UnexpectedTerm, name.Span, $"'{Excerpt.Of(name.Text)} ='", "the labels", "words parted by spaces");
            }

            if (statement.Block is { } inner)
            {
                diagnostics.Add(Descriptors.UnexpectedBlock, inner.Open, "a label");
            }

            foreach (var term in statement.Terms)
            {
                if (term is WordTerm word)
                {
                    yield return word;
                }
                else if (term is not ErrorTerm)
                {
                    diagnostics.Add(Descriptors.UnexpectedTerm, term.Span, TermText.Found(term), "the labels", "words parted by spaces");
                }
            }
        }
    }
}
