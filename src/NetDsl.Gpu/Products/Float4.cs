using System.Runtime.InteropServices;

namespace NetDsl.Gpu;

/// <summary>Four floats that one instruction loads and stores (<c>ld.global.v4.f32</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Float4(float x, float y, float z, float w)
{
    public readonly float X = x;
    public readonly float Y = y;
    public readonly float Z = z;
    public readonly float W = w;

    /// <summary>This + <paramref name="factor"/> · <paramref name="values"/>.</summary>
    public Float4 Plus(float factor, Float4 values) => new(
        X + factor * values.X, Y + factor * values.Y, Z + factor * values.Z, W + factor * values.W);

    public static Float4 Select(bool isFirst, Float4 first, Float4 second) => new(
        isFirst ? first.X : second.X,
        isFirst ? first.Y : second.Y,
        isFirst ? first.Z : second.Z,
        isFirst ? first.W : second.W);
}
