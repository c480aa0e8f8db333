using System.Globalization;
using System.Text;

namespace NetDsl;

/// <summary>How often each class was taken for each.</summary>
public sealed class ConfusionMatrix<TLabel>
    where TLabel : struct
{
    // more columns fit no terminal
    private const int MostColumns = 12;

    // of networks with many classes, most pairs never occur
    private readonly Dictionary<(int Actual, int Predicted), int> counts = [];
    private readonly string[] names;

    internal ConfusionMatrix(int size, string[] names) => (Size, this.names) = (size, names);

    /// <summary>Classes.</summary>
    public int Size { get; }

    /// <summary>Examples of class <paramref name="actual"/> that were taken for <paramref name="predicted"/>.</summary>
    public int this[TLabel actual, TLabel predicted] =>
        Count(LabelNumber<TLabel>.ToNumber(actual), LabelNumber<TLabel>.ToNumber(predicted));

    /// <summary>The same by the classes' numbers.</summary>
    public int Count(int actual, int predicted) => counts.GetValueOrDefault(Checked(actual, predicted));

    /// <summary>A class's name as the network's file writes it, or its number.</summary>
    public string Name(int label) => label < names.Length ? names[label] : label.ToString(CultureInfo.InvariantCulture);

    /// <summary>A table of up to 12 classes, a row for each class with what it was taken for; of more, the most
    /// frequent confusions.</summary>
    public override string ToString() =>
        Size <= MostColumns ? Table() : $"{Size:N0} classes; most often {Worst(MostColumns)}";

    internal void Add(int actual, int predicted)
    {
        var pair = Checked(actual, predicted);
        counts[pair] = counts.GetValueOrDefault(pair) + 1;
    }

    /// <summary>The classes that were most often taken for another: <c>nine for four (12), …</c>.</summary>
    internal string Worst(int most)
    {
        string[] pairs = [.. counts
            .Where(entry => entry.Key.Actual != entry.Key.Predicted)
            .OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key)
            .Take(most)
            .Select(entry => string.Create(
                CultureInfo.InvariantCulture,
                $"{Name(entry.Key.Actual)} taken for {Name(entry.Key.Predicted)} ({entry.Value:N0})"))];
        return pairs.Length == 0 ? "none was taken for another" : string.Join(", ", pairs);
    }

    private string Table()
    {
        string[][] rows =
        [
            ["", .. Enumerable.Range(0, Size).Select(Name)],
            .. Enumerable.Range(0, Size).Select(actual => (string[])
            [
                Name(actual),
                .. Enumerable.Range(0, Size).Select(
                    predicted => Count(actual, predicted).ToString(CultureInfo.InvariantCulture)),
            ]),
        ];
        int[] widths = [.. Enumerable.Range(0, Size + 1).Select(column => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            text.Append(row[0].PadRight(widths[0]));
            for (int column = 1; column < row.Length; column++)
            {
                text.Append(' ').Append(row[column].PadLeft(widths[column]));
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    private (int Actual, int Predicted) Checked(int actual, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)actual, (uint)Size, nameof(actual));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted, (uint)Size, nameof(predicted));
        return (actual, predicted);
    }
}
