using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>See <see cref="NormClipping"/>: from the parts of the sum of squares to what gradients are scaled by, in
/// the device's memory, so that no step waits for the host in its middle. One group.</summary>
internal readonly struct ClippingFactor(ArrayView<float> sums, ArrayView<float> factor, int parts, float norm)
    : IKernel
{
    private readonly ArrayView<float> sums = sums;
    private readonly ArrayView<float> factor = factor;
    private readonly int parts = parts;
    private readonly float norm = norm;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        float sum = 0;
        for (int part = Group.IdxX; part < parts; part += Group.DimX)
            sum += sums[part];
        float total = GroupReduction.Sum(sum, shared);
        if (Group.IdxX == 0)
            factor[0] = XMath.Min(1, norm / (XMath.Sqrt(total) + NormClipping.Epsilon));
    }
}
