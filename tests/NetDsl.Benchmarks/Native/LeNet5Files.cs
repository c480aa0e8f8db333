using System.Runtime.InteropServices;

namespace NetDsl.Benchmarks.Native;

/// <summary>lenet5.net with the same values as each program reads it, and an image for it.</summary>
internal sealed class LeNet5Files(string folder)
{
    private static readonly string[] Layers = ["c1", "c3", "f5", "f6", "digit"];

    /// <summary>NetDsl's weights.</summary>
    public string Safetensors => Path.Combine(folder, "lenet5.safetensors");

    /// <summary>The values alone, layer by layer, float32: weights, then bias.</summary>
    public string Values => Path.Combine(folder, "lenet5.bin");

    /// <summary>The network with its values.</summary>
    public string Onnx => Path.Combine(folder, "lenet5.onnx");

    /// <summary>[1, 28, 28], float32.</summary>
    public string Image => Path.Combine(folder, "image.bin");

    /// <summary>Writes all four.</summary>
    public void Write(ulong seed)
    {
        using var model = LeNet5.Create(seed, Device.Cpu);
        model.Save(Safetensors);
        File.WriteAllBytes(Image, Bytes(SampleDigits.Create().Test.Images[0].ToArray()));
        using var values = File.Create(Values);
        var graph = LeNet5Graph();
        foreach (var layer in Layers)
        {
            foreach (var name in (string[])[$"{layer}.weight", $"{layer}.bias"])
            {
                var tensor = model.Parameters.Single(parameter => parameter.Name == name);
                var content = tensor.ToArray();
                values.Write(Bytes(content));
                graph.AddParameter(name, Array.ConvertAll(tensor.Shape.Sizes.ToArray(), side => (long)side), content);
            }
        }

        File.WriteAllBytes(Onnx, graph.ToFile("image", [1, 1, 28, 28], "probabilities", [1, 10]));
    }

    private static OnnxGraph LeNet5Graph()
    {
        var graph = new OnnxGraph();
        graph.Add("Conv", "image", "c1", "c1", ("pads", [2, 2, 2, 2]));
        graph.Add("Relu", ["c1"], "r1");
        graph.Add("MaxPool", ["r1"], "s2", ("kernel_shape", [2, 2]), ("strides", [2, 2]));
        graph.Add("Conv", "s2", "c3", "c3");
        graph.Add("Relu", ["c3"], "r3");
        graph.Add("MaxPool", ["r3"], "s4", ("kernel_shape", [2, 2]), ("strides", [2, 2]));
        graph.Add("Flatten", ["s4"], "flat");
        graph.Add("Gemm", "flat", "f5", "f5", ("transB", [1]));
        graph.Add("Relu", ["f5"], "r5");
        graph.Add("Gemm", "r5", "f6", "f6", ("transB", [1]));
        graph.Add("Relu", ["f6"], "r6");
        graph.Add("Gemm", "r6", "digit", "digit", ("transB", [1]));
        graph.Add("Softmax", ["digit"], "probabilities", ("axis", [1]));
        return graph;
    }

    private static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
