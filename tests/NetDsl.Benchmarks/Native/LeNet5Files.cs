using System.Runtime.InteropServices;
using NetDsl.Benchmarks.Contests;
using NetDsl.Benchmarks.Onnx;

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
        foreach (var layer in Layers)
        {
            foreach (var name in (string[])[$"{layer}.weight", $"{layer}.bias"])
            {
                values.Write(Bytes(model.Parameters.Single(parameter => parameter.Name == name).ToArray()));
            }
        }

        var parameters = model.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.ToArray());
        File.WriteAllBytes(Onnx, OnnxNetwork.ToFile(Network.Convolutional[0].Bound, parameters, count: 1));
    }

    private static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
