using System.Globalization;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Parsing;

/// <summary>Where things of one kind end. Each method takes the text and an offset and gives the offset behind, which
/// is the same offset where there is none.</summary>
internal static class Scanner
{
    /// <summary>What may begin a C# identifier.</summary>
    public static bool IsWordStart(char c) => c < 0x80
        ? c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_'
        : CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.LetterNumber && !Invisible.Contains(c);

    /// <summary>What may go on in a C# identifier, but for what nobody sees.</summary>
    public static bool IsWordPart(char c) => IsWordStart(c) || IsDigit(c) || c >= 0x80
        && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation && !Invisible.Contains(c);

    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    public static bool IsNewLine(char c) => c is '\n' or '\r';

    /// <summary>The character there, or NUL at the end.</summary>
    public static char At(string text, int offset) => offset < text.Length ? text[offset] : '\0';

    public static int Word(string text, int start)
    {
        var end = start;
        while (end < text.Length && (end == start ? IsWordStart(text[end]) : IsWordPart(text[end])))
        {
            end++;
        }

        return end;
    }

    public static int Digits(string text, int start)
    {
        var end = start;
        while (IsDigit(At(text, end)))
        {
            end++;
        }

        return end;
    }

    /// <summary>`-1`, `0.05`, `1e-4`. The dots of a range are no fraction: `0..1` is 0, `..`, 1.</summary>
    public static int Number(string text, int start)
    {
        var sign = At(text, start) == '-' ? 1 : 0;
        var end = Digits(text, start + sign);
        if (end == start + sign)
        {
            return start;
        }

        if (At(text, end) == '.' && IsDigit(At(text, end + 1)))
        {
            end = Digits(text, end + 1);
        }

        var exponent = end + 1 + (At(text, end + 1) is '+' or '-' ? 1 : 0);
        if (At(text, end) is 'e' or 'E' && IsDigit(At(text, exponent)))
        {
            end = Digits(text, exponent);
        }

        // `10abc` is neither a number nor a word
        return IsWordPart(At(text, end)) ? start : end;
    }

    /// <summary>Text in quotes, on one line.</summary>
    public static int Text(string text, int start)
    {
        if (At(text, start) != '"')
        {
            return start;
        }

        var end = text.IndexOfAny(['"', '\n', '\r'], start + 1);
        return end >= 0 && text[end] == '"' ? end + 1 : start;
    }

    public static int Line(string text, int start)
    {
        var end = text.IndexOfAny(['\n', '\r'], start);
        return end < 0 ? text.Length : end;
    }

    /// <summary>A block comment; one that never ends is not skipped.</summary>
    public static int BlockComment(string text, int start)
    {
        if (At(text, start) != '/' || At(text, start + 1) != '*')
        {
            return start;
        }

        var end = text.IndexOf("*/", start + 2, StringComparison.Ordinal);
        return end < 0 ? start : end + 2;
    }

    /// <summary>Spaces and comments, up to the end of the line.</summary>
    public static int Gap(string text, int start) => Trivia(text, start, c => c != ';' && !IsNewLine(c), null);

    /// <summary>Spaces, comments and lines, up to a statement or a brace.</summary>
    public static int Lines(string text, int start) => Trivia(text, start, c => c != ';', null);

    /// <summary>As <see cref="Lines"/>, with `;`; the `///` comments found are added to the list.</summary>
    public static int Between(string text, int start, List<string> documentation) =>
        Trivia(text, start, _ => true, documentation);

    private static int Trivia(string text, int start, Func<char, bool> accepts, List<string>? documentation)
    {
        var end = start;
        while (end < text.Length)
        {
            var c = text[end];
            if (c == '/' && At(text, end + 1) == '/')
            {
                var lineEnd = Line(text, end);
                AddDocumentation(text, new TextSpan(end, lineEnd), documentation);
                end = lineEnd;
            }
            else if (c == '/')
            {
                var commentEnd = BlockComment(text, end);
                if (commentEnd == end)
                {
                    return end;
                }

                end = commentEnd;
            }
            else if ((c == ';' || c == '\uFEFF' || char.IsWhiteSpace(c)) && accepts(c))
            {
                end++;
            }
            else
            {
                return end;
            }
        }

        return end;
    }

    private static void AddDocumentation(string text, TextSpan comment, List<string>? documentation)
    {
        var isDocumentation = At(text, comment.Start + 2) == '/' && At(text, comment.Start + 3) != '/';
        if (documentation is not null && isDocumentation)
        {
            var line = text.Substring(comment.Start + 3, comment.Length - 3).TrimEnd();
            documentation.Add(line.StartsWith(" ", StringComparison.Ordinal) ? line.Substring(1) : line);
        }
    }
}
