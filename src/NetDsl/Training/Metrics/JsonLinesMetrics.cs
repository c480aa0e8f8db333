using System.Text;
using System.Text.Json;

namespace NetDsl;

/// <summary>A run's epochs as JSON lines: an object each with stage, epoch, loss, error, validation_loss,
/// validation_error, seconds, examples_per_second and the further measures of its stage.</summary>
/// <remarks>What a stage does not measure is absent. What is not a number or infinite is <c>null</c>, since JSON has no
/// such numbers.</remarks>
public sealed class JsonLinesMetrics : MetricsFile
{
    /// <summary>Into this file, whose folder is made where there is none.</summary>
    /// <exception cref="MetricsException">There cannot be such a file; the message says why.</exception>
    public JsonLinesMetrics(string path) : base(path)
    {
    }

    private protected override string Head(IReadOnlyList<MetricsRow> rows) => "";

    private protected override string Line(MetricsRow row)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("stage", row.Stage);
            foreach (var (name, value) in MetricsRow.Columns.Zip(row.Values))
            {
                if (value is { } number)
                {
                    Write(json, name, number);
                }
            }

            foreach (Measure measure in row.Epoch.Measures)
            {
                Write(json, measure.Name, measure.Value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private protected override bool Fits(MetricsRow row) => true;

    private static void Write(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
