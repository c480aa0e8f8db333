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

    /// <summary>Loads up to four neighbours: at once where they are a whole and aligned quad; zeros for the
    /// others.</summary>
    public static Float4 Load(ArrayView<float> input, int index, int count, bool vectors)
    {
        if (vectors)
            return input.Cast<Float4>()[index / 4];
        return new Float4(
            input[index],
            count > 1 ? input[index + 1] : 0,
            count > 2 ? input[index + 2] : 0,
            count > 3 ? input[index + 3] : 0);
    }

    public static Float4 Add(Float4 left, Float4 right)
        => new(left.X + right.X, left.Y + right.Y, left.Z + right.Z, left.W + right.W);

    public static Float4 Activate<TActivation>(Float4 values)
        where TActivation : struct, IActivation => new(
            TActivation.Apply(values.X),
            TActivation.Apply(values.Y),
            TActivation.Apply(values.Z),
            TActivation.Apply(values.W));
}
