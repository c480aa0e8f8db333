using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetDsl;

/// <summary>Values as the network reads them.</summary>
internal static class Normalization
{
    /// <summary>In place: ((x · (High − Low) + Low) · gain − mean) / deviation for each channel. Each operation is
    /// rounded once, so every width gives equal bits.</summary>
    /// <param name="values">[channels, size]</param>
    internal static void Apply(InputPreparation preparation, int channels, Span<float> values, float gain)
    {
        int size = values.Length / channels;
        for (int channel = 0; channel < channels; channel++)
        {
            Apply(
                values.Slice(channel * size, size),
                preparation.High - preparation.Low,
                preparation.Low,
                gain,
                Of(preparation.Mean, channel, 0),
                Of(preparation.Deviation, channel, 1));
        }
    }

    private static float Of(float[] values, int channel, float otherwise) =>
        values.Length == 0 ? otherwise : values.Length == 1 ? values[0] : values[channel];

    private static void Apply(Span<float> values, float range, float low, float gain, float mean, float deviation)
    {
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref float start = ref MemoryMarshal.GetReference(values);
            for (; i + Vector128<float>.Count <= values.Length; i += Vector128<float>.Count)
            {
                Vector128<float> x = Vector128.LoadUnsafe(ref start, (nuint)i);
                x = x * range + Vector128.Create(low);
                x = (x * gain - Vector128.Create(mean)) / Vector128.Create(deviation);
                x.StoreUnsafe(ref start, (nuint)i);
            }
        }

        for (; i < values.Length; i++)
        {
            float x = values[i] * range + low;
            values[i] = (x * gain - mean) / deviation;
        }
    }
}
