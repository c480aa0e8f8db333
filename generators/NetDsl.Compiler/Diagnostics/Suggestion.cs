namespace NetDsl.Compiler.Diagnostics;

/// <summary>The known word that a misspelt one probably stands for.</summary>
internal static class Suggestion
{
    /// <summary>`; did you mean 'filters'?`, or nothing where no known word is near.</summary>
    public static string For(string word, IEnumerable<string> known)
    {
        var nearest = Nearest(word, known);
        return nearest is null ? "" : $"; did you mean '{nearest}'?";
    }

    public static string? Nearest(string word, IEnumerable<string> known)
    {
        // one slip in a short word, two in a longer one, three from nine letters on: more is another word
        var allowed = word.Length < 4 ? 1 : word.Length < 9 ? 2 : 3;
        return known
            .Where(candidate => Math.Abs(candidate.Length - word.Length) <= allowed)
            .Select(candidate => (candidate, distance: Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(pair => pair.distance <= allowed && pair.distance < pair.candidate.Length)
            .OrderBy(pair => pair.distance)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    /// <summary>Damerau and Levenshtein: letters inserted, dropped, changed, or swapped with their neighbour.</summary>
    public static int Distance(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var row = 0; row <= left.Length; row++)
        {
            for (var column = 0; column <= right.Length; column++)
            {
                table[row, column] = row == 0 || column == 0 ? row + column : Step(table, left, right, row, column);
            }
        }

        return table[left.Length, right.Length];
    }

    private static int Step(int[,] table, string left, string right, int row, int column)
    {
        var changed = left[row - 1] == right[column - 1] ? 0 : 1;
        var best = Math.Min(table[row - 1, column] + 1, table[row, column - 1] + 1);
        best = Math.Min(best, table[row - 1, column - 1] + changed);
        var isSwap = row > 1 && column > 1
            && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1];
        return isSwap ? Math.Min(best, table[row - 2, column - 2] + 1) : best;
    }
}
