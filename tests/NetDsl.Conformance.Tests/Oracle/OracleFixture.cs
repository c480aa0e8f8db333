using System.Text.Json;
using NetDsl.Conformance.Devices;
using NetDsl.Conformance.Reference;

namespace NetDsl.Conformance.Oracle;

/// <summary>What libtorch computed of one of the networks: README.md says how the files come about.</summary>
internal sealed class OracleFixture
{
    private readonly JsonElement json;

    private OracleFixture(JsonElement json) => this.json = json;

    /// <summary>The names of those that hold a network's outputs and gradients.</summary>
    public static IEnumerable<string> OfNetworks => Names.Where(name => !name.Contains('.'));

    /// <summary>The names of those that hold a schedule's updates: <c>NETWORK.SCHEDULE</c>.</summary>
    public static IEnumerable<string> OfSchedules => Names.Where(name => name.Contains('.'));

    public Subject Subject => Subjects.Named(json.GetProperty("network").GetString()!);

    public string Schedule => json.GetProperty("schedule").GetString()!;

    public Examples Examples => ReadExamples(json);

    /// <summary>Those that it starts from.</summary>
    public Dictionary<string, double[]> Parameters => Tensors(json.GetProperty("parameters"));

    /// <summary>Inference's.</summary>
    public double[] Outputs => Values(json.GetProperty("outputs"));

    /// <summary>Of all examples together: one value.</summary>
    public double[] Loss => Values(json.GetProperty("loss"));

    public Dictionary<string, double[]> Gradients => Tensors(json.GetProperty("gradients"));

    /// <summary>The running ones behind this batch; empty where there are none.</summary>
    public Dictionary<string, double[]> Statistics =>
        json.TryGetProperty("statistics", out var statistics) ? Tensors(statistics) : [];

    /// <summary>Batches, and the parameters after each.</summary>
    public IEnumerable<(Examples Batch, Dictionary<string, double[]> Parameters)> Steps =>
        json.GetProperty("steps").EnumerateArray()
            .Select(step => (ReadExamples(step), Tensors(step.GetProperty("parameters"))));

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Oracle");

    private static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order();

    public static OracleFixture Load(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name + ".json")));
        return new OracleFixture(document.RootElement.Clone());
    }

    private static Examples ReadExamples(JsonElement json) => new(
        json.GetProperty("count").GetInt32(),
        Values(json.GetProperty("inputs")),
        Array.ConvertAll(Values(json.GetProperty("labels")), label => (int)label),
        Values(json.GetProperty("targets")));

    private static Dictionary<string, double[]> Tensors(JsonElement json) =>
        json.EnumerateObject().ToDictionary(tensor => tensor.Name, tensor => Values(tensor.Value));

    private static double[] Values(JsonElement json) => [.. json.EnumerateArray().Select(value => value.GetDouble())];
}
