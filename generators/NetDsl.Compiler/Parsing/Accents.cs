using System.Text;

namespace NetDsl.Compiler.Parsing;

/// <summary>Letters whose accents are characters of their own, as macOS writes file names and some keyboards type: joined
/// into one character where Unicode has one (normalization form C), so that the C# name is the one that others type.
/// <see cref="string.Normalize()"/> does the same only where the machine has ICU, and a name must not depend on that.</summary>
internal static class Accents
{
    // Hangul, whose syllables are reckoned (The Unicode Standard, section 3.12)
    private const int FirstSyllable = 0xAC00;
    private const int FirstLead = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int FirstTail = 0x11A7;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Tails = 28;

    private static readonly Dictionary<string, char> Joined = Pairs()
        .ToDictionary(pair => $"{pair.Letter}{pair.Mark}", pair => pair.Joined);

    private static readonly Dictionary<char, string> Apart = Pairs()
        .ToDictionary(pair => pair.Joined, pair => $"{pair.Letter}{pair.Mark}");

    /// <summary>The word with its accents joined.</summary>
    public static string Join(string word)
    {
        if (!word.Any(letter => AccentMarks.All.ContainsKey(letter) || letter is >= (char)FirstVowel and < (char)(FirstTail + Tails)))
        {
            return word;
        }

        var letters = new StringBuilder();
        foreach (var letter in word)
        {
            Split(letter, letters);
        }

        Sort(letters);
        return Compose(letters);
    }

    private static void Split(char letter, StringBuilder letters)
    {
        if (Apart.TryGetValue(letter, out var parts))
        {
            Split(parts[0], letters);
            letters.Append(parts[1]);
        }
        else
        {
            letters.Append(letter);
        }
    }

    /// <summary>Marks behind one letter by their classes: those of one class keep their order.</summary>
    private static void Sort(StringBuilder letters)
    {
        for (var index = 1; index < letters.Length; index++)
        {
            for (var at = index; at > 0 && ClassOf(letters[at]) > 0 && ClassOf(letters[at - 1]) > ClassOf(letters[at]); at--)
            {
                (letters[at - 1], letters[at]) = (letters[at], letters[at - 1]);
            }
        }
    }

    private static string Compose(StringBuilder letters)
    {
        var joined = new StringBuilder();
        var start = 0;
        foreach (var letter in letters.ToString())
        {
            // a mark is kept from its letter by one of its class or a higher one between them
            var isNext = joined.Length == start + 1;
            var isFree = joined.Length > 0 && (isNext || ClassOf(joined[joined.Length - 1]) is > 0 and var before
                && before < ClassOf(letter));
            if (isFree && Compose(joined[start], letter) is { } composed)
            {
                joined[start] = composed;
                continue;
            }

            joined.Append(letter);
            start = ClassOf(letter) > 0 ? start : joined.Length - 1;
        }

        return joined.ToString();
    }

    private static char? Compose(char letter, char mark)
    {
        if (Joined.TryGetValue($"{letter}{mark}", out var joined))
        {
            return joined;
        }

        var (lead, vowel) = (letter - FirstLead, mark - FirstVowel);
        if (lead is >= 0 and < Leads && vowel is >= 0 and < Vowels)
        {
            return (char)(FirstSyllable + (lead * Vowels + vowel) * Tails);
        }

        var (syllable, tail) = (letter - FirstSyllable, mark - FirstTail);
        var isOpen = syllable is >= 0 and < Leads * Vowels * Tails && syllable % Tails == 0;
        return isOpen && tail is > 0 and < Tails ? (char)(letter + tail) : null;
    }

    private static int ClassOf(char letter) => AccentMarks.All.TryGetValue(letter, out var mark) ? mark.Class : 0;

    private static IEnumerable<(char Letter, char Mark, char Joined)> Pairs() => AccentMarks.All.SelectMany(mark => Enumerable
        .Range(0, mark.Value.Pairs.Length / 2)
        .Select(index => (mark.Value.Pairs[2 * index], mark.Key, mark.Value.Pairs[2 * index + 1])));
}
