namespace NetDsl.Gpu;

/// <summary>Finds where a network broke: on the host, since it happens at most once in a run.</summary>
internal static class NonFiniteLayer
{
    /// <summary>The first layer, in forward order, whose parameters or output are not finite; −1 if none is.</summary>
    public static int Find(ModelLayout layout, float[] parameters, Func<ActivationSlot, float[]> read)
    {
        for (int index = 0; index < layout.Layers.Length; index++)
        {
            var layer = layout.Layers[index];
            bool broken = layout.Parameters
                .Where(parameter => layer.Owns(parameter, layout.Layers))
                .Any(parameter => !AllFinite(parameters.AsSpan(parameter.Offset, parameter.Shape.Count)));
            if (broken || (layer.Output.Size > 0 && !AllFinite(read(layer.Output), layer.Output)))
                return index;
        }

        return -1;
    }

    /// <summary>The first parameter tensor that is not finite; −1 if none is.</summary>
    public static int FindParameter(ModelLayout layout, float[] parameters) => Array.FindIndex(
        layout.Parameters,
        parameter => !AllFinite(parameters.AsSpan(parameter.Offset, parameter.Shape.Count)));

    // between the examples lie other tensors' values
    private static bool AllFinite(ReadOnlySpan<float> values, ActivationSlot slot)
    {
        for (int start = 0; start < values.Length; start += slot.Stride)
        {
            if (!AllFinite(values.Slice(start, slot.Size)))
                return false;
        }

        return true;
    }

    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                return false;
        }

        return true;
    }
}
