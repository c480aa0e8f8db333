using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>The terms behind a statement's keyword, sorted by attribute. Attributes come in any order; values without
/// a name (`5x5` of `conv 5x5`) come first.</summary>
internal sealed class Arguments
{
    // takes what stands behind a word that was reported
    private static readonly AttributeSpec Ignored = new("", int.MaxValue, true);

    private readonly Dictionary<string, Clause> clauses = [];
    private readonly AttributeSpec? positional;
    private readonly IReadOnlyList<AttributeSpec> attributes;
    private readonly int errorsBefore;
    private bool hasErrorTerm;

    /// <param name="head">The keyword: where an error about the whole is shown, up to the last term.</param>
    /// <param name="subject">The statement in messages: `conv`.</param>
    /// <param name="example">A right statement of this kind.</param>
    public Arguments(
        DiagnosticBag diagnostics,
        TermSyntax head,
        IEnumerable<TermSyntax> terms,
        string subject,
        string example,
        AttributeSpec? positional,
        IReadOnlyList<AttributeSpec> attributes)
    {
        (Diagnostics, Subject, Example) = (diagnostics, subject, example);
        (this.positional, this.attributes) = (positional, attributes);
        errorsBefore = diagnostics.ErrorCount;
        var all = terms.ToList();
        Span = all.Count > 0 ? head.Span.To(all[all.Count - 1].Span) : head.Span;
        Head = head;
        Sort(all);
    }

    public DiagnosticBag Diagnostics { get; }

    public string Subject { get; }

    public string Example { get; }

    public TextSpan Span { get; }

    public TermSyntax Head { get; }

    /// <summary>Whether anything was wrong so far: a default value then stands for what could not be read.</summary>
    public bool Failed => hasErrorTerm || Diagnostics.ErrorCount > errorsBefore;

    public bool Has(string attribute) => clauses.ContainsKey(attribute);

    /// <summary>The values of an attribute; empty where it is absent.</summary>
    public IReadOnlyList<TermSyntax> Values(string attribute) =>
        clauses.TryGetValue(attribute, out var clause) ? clause.Values : [];

    /// <summary>Where the attribute stands, with its values; the whole statement where it is absent.</summary>
    public TextSpan SpanOf(string attribute)
    {
        if (!clauses.TryGetValue(attribute, out var clause))
        {
            return Span;
        }

        return clause.Values.Count == 0 ? clause.Name.Span : clause.Name.Span.To(clause.Values[clause.Values.Count - 1].Span);
    }

    /// <summary>The statement as it was understood, each number as it came out: `conv 5x5 filters 32 pad 2`.</summary>
    /// <param name="keyword">Its first word.</param>
    /// <param name="stated">The attributes that count, in the order in which they are written here.</param>
    public string Understood(string keyword, IEnumerable<AttributeSpec> stated)
    {
        var words = new List<string> { keyword };
        foreach (var attribute in stated.Where(attribute => Has(attribute.Name)))
        {
            if (!ReferenceEquals(attribute, positional))
            {
                words.Add(attribute.Name);
            }

            words.AddRange(Values(attribute.Name).Select(ArgumentValues.Understood));
        }

        return string.Join(" ", words);
    }

    public void Report(DiagnosticDescriptor descriptor, TextSpan span, params object[] arguments) =>
        Diagnostics.Add(descriptor, span, arguments);

    /// <summary>The one value of an attribute, or null, reported where it is required or has no value.</summary>
    public TermSyntax? Value(string attribute, bool isRequired, string expected)
    {
        var values = Values(attribute);
        if (values.Count > 0)
        {
            return values[0];
        }

        if (Has(attribute))
        {
            if (!hasErrorTerm)
            {
                Report(Descriptors.MissingValue, SpanOf(attribute), attribute, expected);
            }
        }
        else if (isRequired && !Failed)
        {
            // after an unknown word the attribute is probably there, misspelt
            var article = attribute == positional?.Name ? "a " : "";
            Report(Descriptors.MissingAttribute, Span, Subject, article + attribute, Example);
        }

        return null;
    }

    private void Sort(List<TermSyntax> terms)
    {
        var current = positional;
        var reader = new ExpressionReader(terms, Subject, Diagnostics);
        for (var index = 0; index < terms.Count;)
        {
            var term = terms[index];
            if (term is ErrorTerm)
            {
                hasErrorTerm = true; // the parser has reported it
                return;
            }

            // the second word of `stride stride` is a parameter
            var isValue = term is not WordTerm || WantsNumber(current) && Diagnostics.Scope.Contains(term.Text)
                || ReferenceEquals(current, SourceClause.Attribute) && WantsWord(current, term);
            if (!isValue && Find(term) is { } named)
            {
                current = Begin(named, term);
                index++;
            }
            else if (!ReferenceEquals(current, Ignored) && !WantsWord(current, term) && reader.StartsAt(index))
            {
                current = reader.Read(ref index) is { } number ? Add(current, number) : Drop(current);
            }
            else
            {
                current = Add(current, term);
                index++;
            }
        }
    }

    private bool WantsNumber(AttributeSpec? current) =>
        current is { Values: > 0, TakesWord: false } && Values(current.Name).Count == 0;

    private bool WantsWord(AttributeSpec? current, TermSyntax term) =>
        term is WordTerm && current is { TakesWord: true } && Values(current.Name).Count == 0;

    /// <summary>An attribute with a value in which something was wrong is as if it were not there.</summary>
    private AttributeSpec Drop(AttributeSpec? attribute)
    {
        clauses.Remove(attribute?.Name ?? "");
        return Ignored;
    }

    /// <param name="Name">The attribute's name, or the first value where it has none.</param>
    private sealed record Clause(TermSyntax Name, List<TermSyntax> Values);

    private AttributeSpec? Find(TermSyntax term) =>
        term is WordTerm ? attributes.FirstOrDefault(attribute => attribute.Name == term.Text) : null;

    private AttributeSpec? Begin(AttributeSpec attribute, TermSyntax name)
    {
        if (clauses.ContainsKey(attribute.Name))
        {
            Report(Descriptors.RepeatedAttribute, name.Span, attribute.Name);
            return Ignored;
        }

        clauses.Add(attribute.Name, new Clause(name, []));
        return attribute;
    }

    private AttributeSpec? Add(AttributeSpec? current, TermSyntax term)
    {
        if (ReferenceEquals(current, Ignored))
        {
            return Ignored;
        }

        var count = current is null ? 0 : Values(current.Name).Count;
        if (term is WordTerm word && !WantsWord(current, term))
        {
            if (WantsNumber(current) && Suggestion.Nearest(term.Text, attributes.Select(attribute => attribute.Name)) is null)
            {
                Diagnostics.AddUnknownNumber(word);
                return Drop(current);
            }

            var known = attributes.Select(attribute => attribute.Name).ToList();
            Report(
                Descriptors.UnknownAttribute, term.Span, Parsing.Excerpt.Of(term.Text), Subject, AttributeSpec.Or(attributes),
                Suggestion.For(term.Text, known));
            return Ignored;
        }

        if (current is null || count >= current.Values)
        {
            var left = attributes.Where(attribute => !Has(attribute.Name));
            Report(Descriptors.UnexpectedTerm, term.Span, TermText.Found(term), Subject, AttributeSpec.Or(left));
            return Ignored;
        }

        if (!clauses.TryGetValue(current.Name, out var clause))
        {
            clauses.Add(current.Name, clause = new Clause(term, []));
        }

        clause.Values.Add(term);
        return current;
    }
}
