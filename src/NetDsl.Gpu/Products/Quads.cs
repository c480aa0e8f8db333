using ILGPU;

namespace NetDsl.Gpu;

/// <summary>What the sinks share.</summary>
internal static class Quads
{
    /// <summary>Stores up to four neighbours: at once where they are a whole and aligned quad.</summary>
    public static void Store(ArrayView<float> output, int index, Float4 values, int count, bool vectors)
    {
        if (vectors)
        {
            output.Cast<Float4>()[index / 4] = values;
            return;
        }

        output[index] = values.X;
        if (count > 1)
            output[index + 1] = values.Y;
        if (count > 2)
            output[index + 2] = values.Z;
        if (count > 3)
            output[index + 3] = values.W;
    }

    public static Float4 Activate<TActivation>(Float4 values)
        where TActivation : struct, IActivation => new(
            TActivation.Apply(values.X),
            TActivation.Apply(values.Y),
            TActivation.Apply(values.Z),
            TActivation.Apply(values.W));
}
