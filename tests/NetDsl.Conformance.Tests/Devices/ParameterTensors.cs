namespace NetDsl.Conformance.Devices;

/// <summary>A model's parameters, or their gradients, as the reference's tensors and the product's array.</summary>
internal static class ParameterTensors
{
    /// <summary>Tensors by name to the floats that the layout places.</summary>
    public static float[] Pack(ModelLayout layout, Dictionary<string, double[]> tensors)
    {
        Assert.Equal(tensors.Keys.Order(), Named(layout).Select(parameter => parameter.Name).Order());
        var packed = new float[layout.ParameterFloats];
        foreach (var parameter in layout.Parameters)
            parameter.Values?.CopyTo(packed, parameter.Offset);
        foreach (var parameter in Named(layout))
        {
            double[] tensor = tensors[parameter.Name];
            Assert.Equal(parameter.Shape.Count, tensor.Length);
            for (int i = 0; i < tensor.Length; i++)
                packed[parameter.Offset + i] = (float)tensor[i];
        }

        return packed;
    }

    /// <summary>The floats that the layout places to tensors by name.</summary>
    public static Dictionary<string, double[]> Unpack(ModelLayout layout, float[] packed) =>
        Named(layout).ToDictionary(
            parameter => parameter.Name,
            parameter => Array.ConvertAll(
                packed.AsSpan(parameter.Offset, parameter.Shape.Count).ToArray(), value => (double)value));

    // what the file states is no tensor of the reference
    private static IEnumerable<ParameterLayout> Named(ModelLayout layout) =>
        layout.Parameters.Where(parameter => parameter.Kind != ParameterKind.Fixed);
}
