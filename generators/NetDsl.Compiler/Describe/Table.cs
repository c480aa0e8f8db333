namespace NetDsl.Compiler.Describe;

/// <summary>Columns of text, as wide as they need to be.</summary>
internal static class Table
{
    private const string Gap = "  ";

    /// <param name="leftAligned">The first so many columns are, and the last; those between, numbers, stand to the right.</param>
    public static IEnumerable<string> Write(IReadOnlyList<string[]> rows, int leftAligned)
    {
        var widths = new int[rows[0].Length];
        foreach (var row in rows)
        {
            for (var column = 0; column < widths.Length; column++)
            {
                widths[column] = Math.Max(widths[column], row[column].Length);
            }
        }

        return rows.Select(row => string.Join(Gap, row.Select((cell, column) =>
            column < leftAligned || column == widths.Length - 1 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))));
    }
}
