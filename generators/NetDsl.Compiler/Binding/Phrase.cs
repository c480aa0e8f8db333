using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>Reads a statement whose words come in one order: `rate halves every 3 epochs`. The first thing wrong is
/// reported, and the rest passed over.</summary>
internal sealed class Phrase(StatementSyntax statement, string subject, string example, DiagnosticBag diagnostics)
{
    private int next = 1;

    /// <summary>True as well where the parser has already reported something in it.</summary>
    public bool Failed { get; private set; } = statement.HasErrorTerm;

    /// <summary>Where other settings may stand behind this one on its line: what begins one; else empty.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Whose settings those are, for messages.</summary>
    public string Around { get; init; } = "";

    /// <summary>Whether it ended in a word that is no setting, and may have been meant to begin one.</summary>
    public bool HasUnknownEnd { get; private set; }

    private TermSyntax? Next => next < statement.Terms.Count ? statement.Terms[next] : null;

    private string Found => Next is null && Settings.Count > 0 ? "the end of the setting" : TermText.Found(Next);

    /// <summary>Takes one of these words, and says which; null after an error.</summary>
    public string? Word(params string[] words)
    {
        if (Failed)
        {
            return null;
        }

        if (Next is { } term && words.Contains(term.Text))
        {
            next++;
            return term.Text;
        }

        if (Next is WordTerm other)
        {
            Report(
                Descriptors.UnknownWord, other.Span, $"word of {subject}", Excerpt.Of(other.Text), TermText.Or(words),
                Suggestion.For(other.Text, words));
        }
        else
        {
            Report(Descriptors.UnexpectedTerm, Where, Found, subject, $"{TermText.Or(words)}, as in `{example}`");
        }

        return null;
    }

    /// <summary>Takes a word or sign where it stands next; says whether it does.</summary>
    public bool Accept(string text)
    {
        var isNext = !Failed && Next?.Text == text;
        next += isNext ? 1 : 0;
        return isNext;
    }

    /// <summary>Takes a word of the file's own; null after an error.</summary>
    /// <param name="what">`the name of a layer`</param>
    public WordTerm? Name(string what)
    {
        if (Failed || Next is not WordTerm name)
        {
            if (!Failed)
            {
                Report(Descriptors.UnexpectedTerm, Where, Found, subject, $"{what}, as in `{example}`");
            }

            return null;
        }

        next++;
        return name;
    }

    /// <summary>Takes a text in quotes, and gives it without them; null after an error.</summary>
    /// <param name="what">`the path of a file in quotes`</param>
    public string? Quoted(string what)
    {
        if (Failed || Next is not StringTerm text)
        {
            if (!Failed)
            {
                Report(Descriptors.UnexpectedTerm, Where, TermText.Found(Next), subject, $"{what}, as in `{example}`");
            }

            return null;
        }

        next++;
        return text.Text.Substring(1, text.Text.Length - 2);
    }

    /// <summary>Takes a whole number from 1 on; 1 after an error.</summary>
    public long Integer(string name, long most) => Take(arguments => arguments.Integer(name, 1, most), name, 1);

    public double Real(string name, RealRange range) => Take(arguments => arguments.Real(name, range), name, range.Inside);

    public void End()
    {
        if (!Failed && Next is WordTerm word && Settings.Count > 0 && !Settings.Contains(word.Text))
        {
            HasUnknownEnd = true;
            Report(
                Descriptors.UnknownStatement, word.Span, Excerpt.Of(word.Text), Around, TermText.Or(Settings),
                Suggestion.For(word.Text, Settings));
        }
        else if (!Failed && Next is { } term)
        {
            Report(Descriptors.UnexpectedTerm, term.Span, TermText.Found(term), subject, "nothing more");
        }

        if (statement.Block is { } block)
        {
            Report(Descriptors.UnexpectedBlock, block.Open, subject);
        }
    }

    public void Report(DiagnosticDescriptor descriptor, TextSpan span, params object[] values)
    {
        Failed = true;
        diagnostics.Add(descriptor, span, values);
    }

    /// <summary>Where the next word is, or should be.</summary>
    public TextSpan Where => Next?.Span ?? statement.Head;

    private T Take<T>(Func<Arguments, T> read, string name, T otherwise)
    {
        if (Failed)
        {
            return otherwise;
        }

        if (Next is WordTerm word && !diagnostics.Scope.Contains(word.Text))
        {
            Failed = true;
            diagnostics.AddUnknownNumber(word);
            return otherwise;
        }

        if (Next is null)
        {
            Report(Descriptors.UnexpectedTerm, Where, Found, subject, $"a number, as in `{example}`");
            return otherwise;
        }

        var end = next;
        var reader = new ExpressionReader(statement.Terms, subject, diagnostics);
        var term = reader.StartsAt(next) ? reader.Read(ref end) : statement.Terms[end++];
        next = end;
        if (term is null)
        {
            Failed = true;
            return otherwise;
        }

        var arguments = new Arguments(diagnostics, term, [term], subject, example, new AttributeSpec(name), []);
        var value = read(arguments);
        Failed |= arguments.Failed;
        return value;
    }
}
