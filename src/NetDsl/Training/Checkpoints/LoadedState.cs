using System.Text.Json;

namespace NetDsl;

/// <summary>What a run's weight file gave, as checkpoints keep it.</summary>
internal static class LoadedState
{
    internal static void Write(Utf8JsonWriter json, string name, LoadReport load)
    {
        json.WriteStartObject(name);
        json.WriteString("path", load.Path);
        json.WriteString("network", load.Network);
        json.WriteStartArray("tensors");
        foreach (LoadedTensor tensor in load.Tensors)
        {
            json.WriteStartObject();
            json.WriteString("name", tensor.Name);
            json.WriteNumber("outcome", (int)tensor.Outcome);
            Write(json, "inNetwork", tensor.InNetwork);
            Write(json, "inFile", tensor.InFile);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (string note in load.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static LoadReport Read(JsonElement json) => new(
        json.GetProperty("path").GetString()!,
        json.GetProperty("network").GetString(),
        [.. json.GetProperty("tensors").EnumerateArray().Select(tensor => new LoadedTensor(
            tensor.GetProperty("name").GetString()!,
            (LoadOutcome)tensor.GetProperty("outcome").GetInt32(),
            ReadShape(tensor, "inNetwork"),
            ReadShape(tensor, "inFile")))])
    {
        Notes = [.. json.GetProperty("notes").EnumerateArray().Select(note => note.GetString()!)],
    };

    private static void Write(Utf8JsonWriter json, string name, Shape? shape)
    {
        if (shape is null)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (int size in shape.Sizes)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
    }

    private static Shape? ReadShape(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement sizes)
        ? new Shape([.. sizes.EnumerateArray().Select(size => size.GetInt32())])
        : null;
}
