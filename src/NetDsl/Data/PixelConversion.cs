using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetDsl;

/// <summary>Bytes 0 … 255 to floats 0 … 1.</summary>
internal static class PixelConversion
{
    /// <summary>destination[i] = pixels[i] / 255. The quotient is rounded once, so every width gives equal
    /// bits.</summary>
    internal static void ToUnit(ReadOnlySpan<byte> pixels, Span<float> destination)
    {
        destination = destination[..pixels.Length];
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            Vector128<float> scale = Vector128.Create(255f);
            ref byte source = ref MemoryMarshal.GetReference(pixels);
            ref float target = ref MemoryMarshal.GetReference(destination);
            for (; i + 16 <= pixels.Length; i += 16)
            {
                var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref source, (nuint)i));
                var (a, b) = Vector128.Widen(low);
                var (c, d) = Vector128.Widen(high);
                (Vector128.ConvertToSingle(a.AsInt32()) / scale).StoreUnsafe(ref target, (nuint)i);
                (Vector128.ConvertToSingle(b.AsInt32()) / scale).StoreUnsafe(ref target, (nuint)i + 4);
                (Vector128.ConvertToSingle(c.AsInt32()) / scale).StoreUnsafe(ref target, (nuint)i + 8);
                (Vector128.ConvertToSingle(d.AsInt32()) / scale).StoreUnsafe(ref target, (nuint)i + 12);
            }
        }

        for (; i < pixels.Length; i++)
        {
            destination[i] = pixels[i] / 255f;
        }
    }
}
