using System.Runtime.InteropServices;

namespace NetDsl.Benchmarks.Onnx;

/// <summary>A graph of ONNX's: operators in order, each from named values to one. Field numbers are those of
/// onnx.proto, operators those of operator set 17.</summary>
internal sealed class OnnxGraph
{
    private const int FileVersion = 8, OperatorSet = 17, Float = 1, Integer = 2, Integers = 7;
    private readonly ProtobufWriter graph = new();

    /// <summary>An operator.</summary>
    /// <param name="attributes">Integers; one value is written as a number, several as a list.</param>
    public void Add(string kind, string[] inputs, string output, params (string Name, long[] Values)[] attributes) =>
        Add(kind, inputs, output, attributes, []);

    /// <summary>An operator with real numbers among its attributes.</summary>
    public void Add(
        string kind, string[] inputs, string output,
        (string Name, long[] Values)[] attributes, (string Name, float Value)[] numbers)
    {
        var node = new ProtobufWriter();
        Array.ForEach(inputs, input => node.Text(1, input));
        node.Text(2, output).Text(3, output).Text(4, kind);
        foreach (var (name, values) in attributes)
        {
            var attribute = new ProtobufWriter().Text(1, name);
            Array.ForEach(values, value => attribute.Number(values.Length == 1 ? 3 : 8, value));
            node.Message(5, attribute.Number(20, values.Length == 1 ? Integer : Integers));
        }

        foreach (var (name, value) in numbers)
        {
            node.Message(5, new ProtobufWriter().Text(1, name).Real(2, value).Number(20, Float));
        }

        graph.Message(1, node);
    }

    /// <summary>A parameter's values.</summary>
    public void AddParameter(string name, long[] shape, float[] values)
    {
        var tensor = new ProtobufWriter();
        Array.ForEach(shape, side => tensor.Number(1, side));
        graph.Message(5, tensor.Number(2, Float).Text(8, name).Bytes(9, MemoryMarshal.AsBytes(values.AsSpan())));
    }

    /// <summary>The file, with the graph's one input and one output.</summary>
    public byte[] ToFile(string input, long[] inputShape, string output, long[] outputShape)
    {
        graph.Text(2, "network").Message(11, Value(input, inputShape)).Message(12, Value(output, outputShape));
        return new ProtobufWriter()
            .Number(1, FileVersion)
            .Text(2, "NetDsl.Benchmarks")
            .Message(7, graph)
            .Message(8, new ProtobufWriter().Number(2, OperatorSet))
            .ToArray();
    }

    private static ProtobufWriter Value(string name, long[] shape)
    {
        var sides = new ProtobufWriter();
        Array.ForEach(shape, side => sides.Message(1, new ProtobufWriter().Number(1, side)));
        var tensor = new ProtobufWriter().Number(1, Float).Message(2, sides);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }
}
