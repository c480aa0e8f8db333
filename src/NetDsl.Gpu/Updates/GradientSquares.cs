using ILGPU;

namespace NetDsl.Gpu;

/// <summary>sums[group] = the sum of the squares of the gradients in the group's stretches.</summary>
internal readonly struct GradientSquares(ArrayView<Stretch> stretches, BatchGradient gradients, ArrayView<float> sums)
    : IKernel
{
    private readonly ArrayView<Stretch> stretches = stretches;
    private readonly int count = (int)stretches.Length;
    private readonly BatchGradient gradients = gradients;
    private readonly ArrayView<float> sums = sums;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        float sum = 0;
        for (int index = Grid.IdxX; index < count; index += Grid.DimX)
        {
            var stretch = stretches[index];
            for (int at = stretch.First + Group.IdxX; at < stretch.End; at += Group.DimX)
            {
                float gradient = gradients.At(at);
                sum += gradient * gradient;
            }
        }

        float total = GroupReduction.Sum(sum, shared);
        if (Group.IdxX == 0)
            sums[Grid.IdxX] = total;
    }
}
