namespace NetDsl.Conformance.Devices;

/// <summary>A model's parameters, or their gradients, as the reference's tensors and the product's array.</summary>
internal static class ParameterTensors
{
    /// <summary>Tensors by name to the floats that the layout places.</summary>
    public static float[] Pack(ModelLayout layout, Dictionary<string, double[]> tensors)
    {
        Assert.Equal(tensors.Keys.Order(), layout.Parameters.Select(parameter => parameter.Name).Order());
        var packed = new float[layout.ParameterFloats];
        foreach (var parameter in layout.Parameters)
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
        layout.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => Array.ConvertAll(
                packed.AsSpan(parameter.Offset, parameter.Shape.Count).ToArray(), value => (double)value));
}
