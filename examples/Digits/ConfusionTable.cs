using NetDsl;
using Spectre.Console;

namespace Digits;

/// <summary>How often each digit was read as each.</summary>
internal static class ConfusionTable
{
    /// <summary>A row for each digit, a column for each answer; right answers green, mistakes red.</summary>
    public static Table Of<TLabel>(ConfusionMatrix<TLabel> confusion)
        where TLabel : struct
    {
        var table = new Table().Title("rows: the digit; columns: what it was read as").Border(TableBorder.Simple);
        table.AddColumn("");
        for (int predicted = 0; predicted < confusion.Size; predicted++)
        {
            table.AddColumn(new TableColumn(predicted.ToString()).RightAligned());
        }

        table.AddColumn(new TableColumn("error").RightAligned());
        for (int actual = 0; actual < confusion.Size; actual++)
        {
            IEnumerable<string> cells = Row(confusion, actual).Select((count, predicted) => Cell(count, actual == predicted));
            table.AddRow([actual.ToString(), .. cells, Error(confusion, actual)]);
        }

        return table;
    }

    /// <summary>The same as comma-separated values.</summary>
    public static IEnumerable<string> Lines<TLabel>(ConfusionMatrix<TLabel> confusion)
        where TLabel : struct
    {
        var digits = Enumerable.Range(0, confusion.Size);
        return digits.Select(actual => $"{actual},{string.Join(',', Row(confusion, actual))}")
            .Prepend($"digit,{string.Join(',', digits.Select(predicted => $"read as {predicted}"))}");
    }

    private static IEnumerable<int> Row<TLabel>(ConfusionMatrix<TLabel> confusion, int actual)
        where TLabel : struct =>
        Enumerable.Range(0, confusion.Size).Select(predicted => confusion.Count(actual, predicted));

    private static string Cell(int count, bool right) => (count, right) switch
    {
        (0, _) => "·",
        (_, true) => $"[green]{count}[/]",
        _ => $"[red]{count}[/]",
    };

    private static string Error<TLabel>(ConfusionMatrix<TLabel> confusion, int actual)
        where TLabel : struct
    {
        int all = Row(confusion, actual).Sum();
        return all == 0 ? "" : $"{100.0 * (all - confusion.Count(actual, actual)) / all:F2} %";
    }
}
