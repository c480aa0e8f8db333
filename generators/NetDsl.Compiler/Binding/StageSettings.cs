using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>The settings in a stage's block, on lines of their own or one behind the other. Each stands at most
/// once.</summary>
internal sealed class StageSettings
{
    private readonly StatementSyntax stage;
    private readonly string subject;
    private readonly IReadOnlyList<string> known;
    private readonly StatementList list;
    private readonly List<Phrase> phrases = [];
    private readonly int errorsBefore;

    /// <param name="stage">The statement whose block it is.</param>
    /// <param name="subject">As messages call it: `finetune`.</param>
    /// <param name="known">The words that a setting may begin with.</param>
    /// <param name="key">What tells two settings apart.</param>
    public StageSettings(
        StatementSyntax stage, BlockSyntax block, string subject, IReadOnlyList<string> known,
        Func<StatementSyntax, string?> key, DiagnosticBag diagnostics)
    {
        (this.stage, this.subject, this.known, Diagnostics) = (stage, subject, known, diagnostics);
        errorsBefore = diagnostics.ErrorCount;
        list = new StatementList(
            new SettingSplitter(known, diagnostics.Scope).Split(block), subject, known, key, diagnostics);
    }

    public DiagnosticBag Diagnostics { get; }

    public bool Failed => Diagnostics.ErrorCount > errorsBefore;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<StatementSyntax> Statements => list.Statements;

    public bool Has(string keyword) => Find(keyword) is not null;

    public StatementSyntax? Find(string keyword) => list.All(keyword).FirstOrDefault();

    /// <summary>Where the setting stands; the stage's own statement where it does not.</summary>
    public TextSpan Where(string keyword) => Find(keyword)?.Head ?? stage.Head;

    /// <summary>Begins to read a setting behind its keyword.</summary>
    public Phrase Read(StatementSyntax statement, string example)
    {
        var phrase = new Phrase(statement, statement.Keyword!.Text, example, Diagnostics)
        {
            Around = subject,
            Settings = known,
        };
        phrases.Add(phrase);
        return phrase;
    }

    /// <summary>The number of a setting; null where it is not stated, or something is wrong with it.</summary>
    public Number? Real(string keyword, RealRange range, string example) =>
        One(keyword, example, phrase => new Number(phrase.Real("value", range), null));

    public Number? Integer(string keyword, string name, long most, string example) =>
        One(keyword, example, phrase => Number.Of(phrase.Integer(name, most)));

    /// <summary>Which of some words a setting states; null where it is not stated, or states none of them.</summary>
    public string? Word(string keyword, string example, params string[] words) =>
        One(keyword, example, phrase => phrase.Word(words));

    /// <summary>Whether a setting of fixed words is stated.</summary>
    /// <param name="words">Those behind the keyword.</param>
    public bool Flag(string keyword, params string[] words) =>
        One(keyword, string.Join(" ", [keyword, .. words]), phrase =>
        {
            foreach (var word in words)
            {
                phrase.Word(word);
            }

            return keyword;
        }) is not null;

    /// <summary>What stands behind the keyword of a setting; null where it is not stated, or something is wrong with
    /// it.</summary>
    public T? One<T>(string keyword, string example, Func<Phrase, T?> read)
        where T : class
    {
        if (Find(keyword) is not { } statement)
        {
            return null;
        }

        var phrase = Read(statement, example);
        var value = read(phrase);
        phrase.End();
        return phrase.Failed ? null : value;
    }

    /// <summary>Reports that none of these is stated, unless what was not understood may be it.</summary>
    public void Require(string example, params string[] keywords)
    {
        if (!list.HasUnknown && !phrases.Any(phrase => phrase.HasUnknownEnd) && !keywords.Any(Has))
        {
            Diagnostics.Add(Descriptors.MissingStatement, stage.Head, subject, TermText.Or(keywords), example);
        }
    }

    /// <summary>Reports that both are stated.</summary>
    /// <returns>Whether they are.</returns>
    public bool Exclude(string first, string second, string advice)
    {
        if (!Has(first) || !Has(second))
        {
            return false;
        }

        Diagnostics.Add(Descriptors.ConflictingAttributes, Where(second), first, second, advice);
        return true;
    }
}
