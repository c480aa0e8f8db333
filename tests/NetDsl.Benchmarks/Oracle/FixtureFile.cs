using System.Globalization;
using System.Text.Json;
using static TorchSharp.torch;

namespace NetDsl.Benchmarks.Oracle;

/// <summary>Writes fixtures: JSON, a line for each tensor, with as many digits as a float32 has.</summary>
internal static class FixtureFile
{
    /// <summary>Writes <c>Oracle/NAME.json</c>.</summary>
    public static void Write(string folder, string name, Action<Utf8JsonWriter> content)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        memory.WriteByte((byte)'\n');
        var path = Path.Combine(folder, "Oracle", name + ".json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, memory.ToArray());
    }

    public static double[] Values(Tensor tensor) => tensor.detach().contiguous().data<double>().ToArray();

    public static void WriteBatch(this Utf8JsonWriter json, OracleBatch batch)
    {
        json.WriteNumber("count", batch.Count);
        json.WriteTensor("inputs", batch.Inputs);
        json.WriteTensor("labels", Array.ConvertAll(batch.Labels, label => (double)label));
        json.WriteTensor("targets", batch.Targets);
    }

    public static void WriteTensors(
        this Utf8JsonWriter json, string name, IReadOnlyDictionary<string, double[]> tensors)
    {
        json.WriteStartObject(name);
        foreach (var (tensor, values) in tensors)
        {
            json.WriteTensor(tensor, values);
        }

        json.WriteEndObject();
    }

    /// <summary>On one line, whatever the writer does elsewhere.</summary>
    public static void WriteTensor(this Utf8JsonWriter json, string name, double[] values)
    {
        json.WritePropertyName(name);
        var numbers = values.Select(value => value.ToString("G8", CultureInfo.InvariantCulture));
        json.WriteRawValue($"[{string.Join(", ", numbers)}]");
    }
}
