using System.Text.Json;

namespace NetDsl;

/// <summary>The JSON header of a safetensors file.</summary>
/// <param name="Tensors">In the order of their data.</param>
internal sealed record SafetensorsHeader(IReadOnlyDictionary<string, string> Metadata, SafetensorsEntry[] Tensors)
{
    private const string MetadataKey = "__metadata__";

    /// <exception cref="WeightsException">Not a header; without the file's name.</exception>
    internal static SafetensorsHeader Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return Parse(new Utf8JsonReader(json));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new WeightsException(
                $"its header is not the JSON of a safetensors file ({exception.Message})", exception);
        }
    }

    internal byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataKey);
            foreach (var (name, value) in Metadata)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            foreach (SafetensorsEntry tensor in Tensors)
            {
                Write(json, tensor);
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, SafetensorsEntry tensor)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type);
        json.WriteStartArray("shape");
        foreach (long size in tensor.Sizes)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(tensor.Start);
        json.WriteNumberValue(tensor.End);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static SafetensorsHeader Parse(Utf8JsonReader json)
    {
        var metadata = new Dictionary<string, string>();
        var tensors = new Dictionary<string, SafetensorsEntry>();
        Expect(ref json, JsonTokenType.StartObject);
        while (NextName(ref json) is { } name)
        {
            if (name == MetadataKey)
            {
                ParseMetadata(ref json, metadata);
            }
            else if (!tensors.TryAdd(name, ParseTensor(ref json, name)))
            {
                throw new WeightsException($"it states tensor {name} twice");
            }
        }

        // nothing but spaces may follow: they align the data
        if (json.Read())
        {
            throw new WeightsException("its header goes on after its end");
        }

        return new SafetensorsHeader(
            metadata, [.. tensors.Values.OrderBy(tensor => tensor.Start).ThenBy(tensor => tensor.End)]);
    }

    private static void ParseMetadata(ref Utf8JsonReader json, Dictionary<string, string> metadata)
    {
        Expect(ref json, JsonTokenType.StartObject);
        while (NextName(ref json) is { } name)
        {
            Expect(ref json, JsonTokenType.String);
            metadata[name] = json.GetString()!;
        }
    }

    private static SafetensorsEntry ParseTensor(ref Utf8JsonReader json, string name)
    {
        string? type = null;
        List<long>? sizes = null;
        List<long>? offsets = null;
        Expect(ref json, JsonTokenType.StartObject);
        while (NextName(ref json) is { } member)
        {
            switch (member)
            {
                case "dtype":
                    Expect(ref json, JsonTokenType.String);
                    type = json.GetString();
                    break;
                case "shape":
                    sizes = ParseNumbers(ref json);
                    break;
                case "data_offsets":
                    offsets = ParseNumbers(ref json);
                    break;
                default:
                    throw new WeightsException($"tensor {name} has an unknown member {member}");
            }
        }

        if (type is null || sizes is null || offsets is not [long start, long end])
        {
            throw new WeightsException($"tensor {name} needs dtype, shape and two data_offsets");
        }

        if (sizes.Exists(size => size > int.MaxValue))
        {
            throw new WeightsException(
                $"tensor {name} is of shape {string.Join("×", sizes)}, larger than any that is read");
        }

        return new SafetensorsEntry(name, type, [.. sizes], start, end);
    }

    private static List<long> ParseNumbers(ref Utf8JsonReader json)
    {
        var numbers = new List<long>();
        Expect(ref json, JsonTokenType.StartArray);
        while (json.Read() && json.TokenType == JsonTokenType.Number)
        {
            long number = json.GetInt64();
            numbers.Add(number >= 0 ? number : throw new WeightsException(
                $"its header holds {number} where sizes are stated"));
        }

        return json.TokenType == JsonTokenType.EndArray ? numbers : throw new JsonException("numbers expected");
    }

    private static string? NextName(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndObject))
        {
            throw new JsonException("a name expected");
        }

        return json.TokenType == JsonTokenType.PropertyName ? json.GetString() : null;
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType type)
    {
        if (!json.Read() || json.TokenType != type)
        {
            throw new JsonException($"{type} expected");
        }
    }
}
