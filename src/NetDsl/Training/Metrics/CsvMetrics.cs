using System.Globalization;

namespace NetDsl;

/// <summary>A run's epochs as comma-separated values: a row each of stage, epoch, loss, error, validation_loss,
/// validation_error, seconds, examples_per_second, then a column for each further measure of its stages.</summary>
/// <remarks>Numbers have a decimal point and as many digits as they need to be read back as they were; what is not a
/// number is <c>NaN</c>, <c>Infinity</c> or <c>-Infinity</c>. A cell is empty where a stage has no such measure. A
/// stage that brings a new measure adds a column to the whole file.</remarks>
public sealed class CsvMetrics : MetricsFile
{
    private readonly List<string> measures = [];

    /// <summary>Into this file, whose folder is made where there is none.</summary>
    /// <exception cref="MetricsException">There cannot be such a file; the message says why.</exception>
    public CsvMetrics(string path) : base(path)
    {
    }

    private protected override string Head(IReadOnlyList<MetricsRow> rows)
    {
        measures.Clear();
        measures.AddRange(rows.SelectMany(row => row.Epoch.Measures).Select(measure => measure.Name).Distinct());
        return Row([.. MetricsRow.Columns.Prepend("stage").Concat(measures).Select(Quoted)]);
    }

    private protected override string Line(MetricsRow row)
    {
        var cells = new List<string> { Quoted(row.Stage) };
        cells.AddRange(row.Values.Select(Cell));
        foreach (string name in measures)
        {
            Measure[] found = [.. row.Epoch.Measures.Where(measure => measure.Name == name).Take(1)];
            cells.Add(found.Length == 0 ? "" : Cell(found[0].Value));
        }

        return Row(cells);
    }

    private protected override bool Fits(MetricsRow row) =>
        row.Epoch.Measures.All(measure => measures.Contains(measure.Name));

    private static string Row(IEnumerable<string> cells) => string.Join(",", cells) + "\n";

    private static string Cell(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
}
