using System.Globalization;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>Reads an attribute's value as what it should be. What is missing or wrong is reported, and a value in
/// range stands for it, so that the rest of the statement is still checked.</summary>
internal static class ArgumentValues
{
    /// <summary>A whole number.</summary>
    /// <param name="fallback">What an absent attribute means, or null where it must be stated.</param>
    public static long Integer(this Arguments arguments, string attribute, long least, long most, long? fallback = null)
    {
        var expected = $"a whole number from {Limits.Text(least)} to {Limits.Text(most)}";
        var term = arguments.Value(attribute, fallback is null, expected);
        if (term is null)
        {
            return fallback ?? least;
        }

        var name = Subject(arguments, attribute);
        if (!IsWhole(term))
        {
            ReportNotWhole(arguments, term, name, expected);
            return least;
        }

        if (ValueOf(term)?.Whole is not { } value || value < least || value > most)
        {
            arguments.Report(Descriptors.OutOfRange, term.Span, name, expected, Excerpt.Of(term.Text));
            return least;
        }

        return value;
    }

    public static double Real(this Arguments arguments, string attribute, RealRange range, double? fallback = null)
    {
        var term = arguments.Value(attribute, fallback is null, range.ToString());
        return term is null ? fallback ?? range.Inside : arguments.Real(term, Subject(arguments, attribute), range);
    }

    public static double Real(this Arguments arguments, TermSyntax term, string name, RealRange range)
    {
        if (term is not NumberTerm and not ExpressionTerm)
        {
            arguments.Report(Descriptors.WrongValue, term.Span, name, range, TermText.Found(term));
            return range.Inside;
        }

        var found = ValueOf(term)?.Real;
        if (found is not { } value || !range.Contains(value))
        {
            arguments.Report(Descriptors.OutOfRange, term.Span, name, range.Instead(found), Excerpt.Of(term.Text));
            return range.Inside;
        }

        return value;
    }

    /// <summary>`5` or `5x3`: height × width.</summary>
    public static Window Window(this Arguments arguments, string attribute, long least, Window? fallback = null)
    {
        var expected = $"one or two whole numbers from {least} to {Limits.Text(Limits.Size)}, such as 3x3";
        var term = arguments.Value(attribute, fallback is null, expected);
        var sizes = term is null ? null : Sizes(term);
        if (term is null)
        {
            return fallback ?? new Window((int)least, (int)least);
        }

        var name = Subject(arguments, attribute);
        if (sizes is null || sizes.Count > 2)
        {
            ReportNotWhole(arguments, term, name, expected);
        }
        else if (sizes.Any(size => size < least || size > Limits.Size))
        {
            arguments.Report(Descriptors.OutOfRange, term.Span, name, expected, Excerpt.Of(term.Text));
        }
        else
        {
            return new Window((int)sizes[0], (int)sizes[sizes.Count - 1]);
        }

        return new Window((int)least, (int)least);
    }

    /// <summary>A word of a list, or null.</summary>
    public static string? Word(
        this Arguments arguments, string attribute, string what, IReadOnlyList<string> known, bool isRequired)
    {
        var term = arguments.Value(attribute, isRequired, TermText.Or(known));
        if (term is null || term is WordTerm && known.Contains(term.Text))
        {
            return term?.Text;
        }

        arguments.Report(
            Descriptors.UnknownWord, term.Span, what, Excerpt.Of(term.Text), TermText.Or(known),
            Suggestion.For(term.Text, known));
        return null;
    }

    /// <summary>The sizes of `1x28x28` or of one whole number; null for anything else. One that is too large for a
    /// long is the largest long.</summary>
    public static IReadOnlyList<long>? Sizes(TermSyntax term) => term switch
    {
        SizesTerm sizes => sizes.Sizes,
        _ when IsWhole(term) => [ValueOf(term)?.Whole ?? long.MaxValue],
        _ => null,
    };

    /// <summary>A value: a number as it came out, else the words.</summary>
    public static string Understood(TermSyntax term) => ValueOf(term) is { } number
        ? number.Whole?.ToString(CultureInfo.InvariantCulture) ?? number.Real.ToString("R", CultureInfo.InvariantCulture)
        : term.Text;

    /// <summary>Null where it is no number, or one larger than any.</summary>
    private static Number? ValueOf(TermSyntax term) => term switch
    {
        NumberTerm number => Number.Of(number),
        ExpressionTerm expression => expression.Value,
        _ => null,
    };

    private static bool IsWhole(TermSyntax term) =>
        term is NumberTerm && Number.IsWhole(term.Text) || term is ExpressionTerm { Value.Whole: not null };

    private static void ReportNotWhole(Arguments arguments, TermSyntax term, string name, string expected)
    {
        if (term is ExpressionTerm { Value.Inexact: { } division })
        {
            arguments.Report(Descriptors.InexactDivision, term.Span, name, division);
        }
        else
        {
            arguments.Report(Descriptors.WrongValue, term.Span, name, expected, TermText.Found(term));
        }
    }

    private static string Subject(Arguments arguments, string attribute) => $"{attribute} of {arguments.Subject}";
}
