using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;
using Sprache;

namespace NetDsl.Compiler.Parsing;

/// <summary>The productions of GRAMMAR.md, by the same names. A file of any content parses: what cannot be read becomes
/// an <see cref="ErrorTerm"/>, so Sprache's own messages are never shown and no rule is named for them. The first character
/// decides between the terms: nothing is read twice but the word in front of an `=` and the digits of a size.</summary>
internal static class Grammar
{
    /// <summary>Each level costs stack, so it is bounded; programs need three or four.</summary>
    public const int DeepestBlock = 64;

    public static readonly Parser<TermSyntax> Word = Term(Lexemes.Word, (span, text) => new WordTerm(span, Accents.Join(text)));

    public static readonly Parser<TermSyntax> Number = Term(Lexemes.Number, (span, text) => new NumberTerm(span, text));

    public static readonly Parser<TermSyntax> Sizes =
        Term(SizesSpan(), (span, text) => new SizesTerm(span, text, ReadSizes(text)));

    public static readonly Parser<TermSyntax> Text = Term(Lexemes.Text, (span, text) => new StringTerm(span, text));

    public static readonly Parser<TermSyntax> Symbol = Term(Lexemes.Symbol, (span, text) => new SymbolTerm(span, text));

    public static readonly Parser<TermSyntax> AnyTerm =
        from term in Lexemes.ByFirst(
            word: Word, number: Sizes.Or(Number).Or(Symbol).Or(Lexemes.Error), text: Text.Or(Lexemes.Error),
            other: Symbol.Or(Lexemes.Error))
        from gap in Lexemes.Gap
        select term;

    public static readonly Parser<TermSyntax> Name =
        from name in Word
        from gap in Lexemes.Gap
        from sign in Lexemes.Sign('=')
        from space in Lexemes.Gap
        select name;

    public static readonly Parser<BlockSyntax> Block = input => BlockAt((SourceInput)input);

    public static readonly Parser<StatementSyntax> Statement =
        from documentation in Lexemes.Between
        from content in Lexemes.Content
        from name in Name.Optional()
        from terms in AnyTerm.Many()
        from block in Block.Optional()
        select Create(documentation, (WordTerm?)name.GetOrDefault(), terms, block.GetOrDefault());

    /// <summary>A `}` that closes nothing, with what follows it on its line.</summary>
    public static readonly Parser<StatementSyntax> StrayBrace =
        from documentation in Lexemes.Between
        from brace in Lexemes.Sign('}')
        select Create(documentation, null, [StrayTerm(brace)], null);

    public static readonly Parser<IEnumerable<StatementSyntax>> File =
        from statements in Statement.Or(StrayBrace).Many()
        from rest in Lexemes.Between
        select statements;

    private static readonly Parser<IEnumerable<StatementSyntax>> BlockStatements =
        from open in Lexemes.Sign('{')
        from statements in Statement.Many()
        from rest in Lexemes.Between
        select statements;

    private static Parser<TextSpan> SizesSpan()
    {
        var more = Lexemes.Cross.Then(_ => Lexemes.Digits).AtLeastOnce();
        return from first in Lexemes.Digits
               from rest in more
               from end in Parse.Not(Lexemes.WordPart)
               select new TextSpan(first.Start, rest.Last().End);
    }

    private static Parser<TermSyntax> Term(Parser<TextSpan> lexeme, Func<TextSpan, string, TermSyntax> create) => input =>
    {
        var read = lexeme(input);
        return read.WasSuccessful
            ? Result.Success(create(read.Value, Lexemes.SourceOf(input, read.Value)), read.Remainder)
            : Result.Failure<TermSyntax>(input, read.Message, read.Expectations);
    };

    private static EquatableArray<long> ReadSizes(string text) => text
        .Split('x', '×')
        .Select(digits => long.TryParse(digits, out var size) ? size : long.MaxValue)
        .ToEquatableArray();

    /// <summary>A block behind a statement, on its line or on a later one. Once it is open it cannot fail, so no text
    /// is read as a block and then again as something else.</summary>
    private static IResult<BlockSyntax> BlockAt(SourceInput input)
    {
        var open = Scanner.Lines(input.Source, input.Position);
        if (Scanner.At(input.Source, open) != '{')
        {
            return Result.Failure<BlockSyntax>(input, "no block", ["{"]);
        }

        var start = input.AdvanceTo(open);
        if (start.Depth == DeepestBlock)
        {
            return TooDeep(start);
        }

        var inner = BlockStatements(start.Nested(1));
        var end = (SourceInput)inner.Remainder;
        var isClosed = !end.AtEnd && end.Current == '}';
        var rest = (isClosed ? end.AdvanceTo(end.Position + 1) : end).Nested(-1);
        var span = new TextSpan(open, rest.Position);
        var block = new BlockSyntax(
            span, new TextSpan(open, open + 1), isClosed, inner.Value.ToEquatableArray());
        return Result.Success(block, rest.AdvanceTo(Scanner.Gap(rest.Source, rest.Position)));
    }

    private static IResult<BlockSyntax> TooDeep(SourceInput start)
    {
        var end = start.Position;
        for (var open = 0; end < start.Source.Length && (open > 0 || end == start.Position); end++)
        {
            open += start.Source[end] == '{' ? 1 : start.Source[end] == '}' ? -1 : 0;
        }

        var span = new TextSpan(start.Position, end);
        var brace = new TextSpan(start.Position, start.Position + 1);
        var term = new ErrorTerm(brace, "{", Descriptors.NestedTooDeeply);
        var statement = new StatementSyntax(brace, null, null, new EquatableArray<TermSyntax>([term]), null);
        var block = new BlockSyntax(span, brace, true, new EquatableArray<StatementSyntax>([statement]));
        return Result.Success(block, start.AdvanceTo(end));
    }

    private static TermSyntax StrayTerm(TextSpan brace) =>
        new ErrorTerm(brace, "}", Descriptors.UnexpectedClosingBrace);

    private static StatementSyntax Create(
        string? documentation, WordTerm? name, IEnumerable<TermSyntax> terms, BlockSyntax? block)
    {
        var read = NumberMistakes.Join(terms.ToEquatableArray());
        var first = name?.Span ?? (read.Count > 0 ? read[0].Span : block?.Span ?? new TextSpan(0, 0));
        var last = block?.Span ?? (read.Count > 0 ? read[read.Count - 1].Span : first);
        return new StatementSyntax(first.To(last), documentation, name, read, block);
    }
}
