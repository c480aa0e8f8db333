using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Examples;

/// <summary>Options that refuse a bad value in one line, which says what would be right.</summary>
internal static class OptionKinds
{
    /// <summary>One of a few words.</summary>
    public static Option<string> Choice(string name, string description, params string[] words)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            DefaultValueFactory = _ => words[0],
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !words.Contains(token.Value))
            {
                result.AddError($"{name} must be one of {string.Join(", ", words)}, not '{token.Value}'");
            }
        });
        return option;
    }

    /// <summary>A whole number from <paramref name="least"/> on; null: not given.</summary>
    public static Option<T?> Number<T>(string name, string description, T least)
        where T : struct, IBinaryInteger<T> => new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out T number) && number >= least)
                {
                    return number;
                }

                result.AddError($"{name} must be a whole number from {least} on, not '{text}'");
                return null;
            },
        };

    /// <summary>A file or folder; null: not given.</summary>
    public static Option<string?> Place(string name, string description, string helpName) =>
        new(name) { Description = description, HelpName = helpName };
}
