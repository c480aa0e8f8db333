using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;
using Sprache;

namespace NetDsl.Compiler.Parsing;

/// <summary>The parsers that read characters; <see cref="Grammar"/> combines them.</summary>
internal static class Lexemes
{
    public static readonly Parser<TextSpan> Word = Scan("a word", Scanner.Word);

    public static readonly Parser<TextSpan> Digits = Scan("a whole number", Scanner.Digits);

    public static readonly Parser<TextSpan> Number = Scan("a number", Scanner.Number);

    public static readonly Parser<TextSpan> Text = Scan("text in quotes", Scanner.Text);

    public static readonly Parser<TextSpan> Symbol = Scan("a sign", SymbolEnd);

    // a message shows less of it, and the text of an error may be the rest of the file
    private const int LongestErrorText = 64;

    /// <summary>The `x` of `5x5`.</summary>
    public static readonly Parser<TextSpan> Cross =
        Scan("x", static (text, start) => Scanner.At(text, start) is 'x' or '×' ? start + 1 : start);

    /// <summary>Spaces and comments; succeeds where there are none.</summary>
    public static readonly Parser<TextSpan> WordPart = Scan(
        "a letter or digit", static (text, start) => Scanner.IsWordPart(Scanner.At(text, start)) ? start + 1 : start);

    public static readonly Parser<TextSpan> Gap = Skip(Scanner.Gap);

    /// <summary>As <see cref="Gap"/>, over line ends.</summary>
    public static readonly Parser<TextSpan> Lines = Skip(Scanner.Lines);

    /// <summary>What parts two statements; gives the `///` comments in it.</summary>
    public static readonly Parser<string?> Between = input =>
    {
        var documentation = new List<string>();
        var end = Scanner.Between(input.Source, input.Position, documentation);
        var text = documentation.Count == 0 ? null : string.Join("\n", documentation);
        return Result.Success(text, ((SourceInput)input).AdvanceTo(end));
    };

    /// <summary>What nothing else can read, up to the end of the line or a mark of the statement's end.</summary>
    public static readonly Parser<TermSyntax> Error = input =>
    {
        var (end, descriptor) = ErrorAt(input.Source, input.Position);
        if (end == input.Position)
        {
            return Result.Failure<TermSyntax>(input, "the statement ends here", NoTerm);
        }

        var text = input.Source.Substring(input.Position, Math.Min(end - input.Position, LongestErrorText));
        TermSyntax term = new ErrorTerm(new TextSpan(input.Position, end), text, descriptor);
        return Result.Success(term, ((SourceInput)input).AdvanceTo(end));
    };

    /// <summary>Succeeds, and takes nothing, where a statement can start: not at a `}` or the end.</summary>
    public static readonly Parser<string> Content = input =>
    {
        ((SourceInput)input).Check();
        return input.AtEnd || input.Current == '}'
            ? Result.Failure<string>(input, "no statement", NoStatement)
            : Result.Success("", input);
    };

    private static readonly string[] NoStatement = ["a statement"];

    private static readonly string[] NoTerm = ["a term"];

    /// <summary>Takes the parser that the first character asks for; fails where a statement ends.</summary>
    public static Parser<T> ByFirst<T>(Parser<T> word, Parser<T> number, Parser<T> text, Parser<T> other) => input =>
        input.AtEnd ? Result.Failure<T>(input, "the statement ends here", NoTerm) : input.Current switch
        {
            '{' or '}' or ';' or '\n' or '\r' => Result.Failure<T>(input, "the statement ends here", NoTerm),
            '"' => text(input),
            '-' or (>= '0' and <= '9') => number(input),
            var c when Scanner.IsWordStart(c) => word(input),
            _ => other(input),
        };

    /// <summary>One certain character.</summary>
    public static Parser<TextSpan> Sign(char sign) =>
        Scan(sign.ToString(), (text, start) => Scanner.At(text, start) == sign ? start + 1 : start);

    public static string SourceOf(IInput input, TextSpan span) => input.Source.Substring(span.Start, span.Length);

    private static Parser<TextSpan> Skip(Func<string, int, int> end) => input =>
    {
        var span = new TextSpan(input.Position, end(input.Source, input.Position));
        return Result.Success(span, ((SourceInput)input).AdvanceTo(span.End));
    };

    private static Parser<TextSpan> Scan(string what, Func<string, int, int> end)
    {
        string[] expectations = [what];
        return input =>
        {
            var span = new TextSpan(input.Position, end(input.Source, input.Position));
            return span.Length > 0
                ? Result.Success(span, ((SourceInput)input).AdvanceTo(span.End))
                : Result.Failure<TextSpan>(input, what, expectations);
        };
    }

    private static int SymbolEnd(string text, int start)
    {
        var (current, next) = (Scanner.At(text, start), Scanner.At(text, start + 1));
        return current switch
        {
            '.' when next == '.' => start + 2,
            '/' when next == '*' => start, // a comment without end
            '=' or ',' or '/' or '*' or '+' or '-' or '(' or ')' or ':' or '.' => start + 1,
            _ => start,
        };
    }

    private static (int End, DiagnosticDescriptor Descriptor) ErrorAt(string text, int start)
    {
        switch (Scanner.At(text, start))
        {
            case '/':
                return (text.Length, Descriptors.UnterminatedComment);
            case '"':
                return (Scanner.Line(text, start), Descriptors.UnterminatedString);
            case >= '0' and <= '9':
                var wordEnd = start;
                while (wordEnd < text.Length && (Scanner.IsWordPart(text[wordEnd]) || text[wordEnd] == '×'))
                {
                    wordEnd++;
                }

                return (wordEnd, Descriptors.MalformedNumber);
            default:
                var end = text.IndexOfAny(['\n', '\r', ';', '{', '}'], start);
                return (end < 0 ? text.Length : end, Descriptors.UnexpectedCharacter);
        }
    }
}
