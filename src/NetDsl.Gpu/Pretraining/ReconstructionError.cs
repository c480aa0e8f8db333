using ILGPU;
using ILGPU.Runtime;

namespace NetDsl.Gpu;

/// <summary>Σ (v − v¹)² over the visible units: what a reconstruction misses of an example.</summary>
public static class ReconstructionError
{
    /// <summary>Writes each example's.</summary>
    /// <param name="visible">[batch, size]</param>
    /// <param name="reconstruction">[batch, size]</param>
    public static void Loss(in GpuStep step, int size, GpuBuffer visible, GpuBuffer reconstruction)
        => step.Launcher.Launch(
            new ReconstructionErrorKernel(
                visible, reconstruction, new ExampleLosses(step, weight: 1, adds: false), size),
            new Index3D(step.Count, 1, 1),
            Softmax.GroupSize(size));
}

/// <summary>A group for each example.</summary>
internal readonly struct ReconstructionErrorKernel(
    GpuBuffer visible, GpuBuffer reconstruction, ExampleLosses losses, int size) : IKernel
{
    private readonly int visibleStride = visible.Stride;
    private readonly int reconstructionStride = reconstruction.Stride;
    private readonly int size = size;
    private readonly ArrayView<float> visible = visible.View;
    private readonly ArrayView<float> reconstruction = reconstruction.View;
    private readonly ExampleLosses losses = losses;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        float error = Of(
            visible, Grid.IdxX * visibleStride, reconstruction, Grid.IdxX * reconstructionStride, size, shared);
        if (Group.IdxX == 0)
            losses.Write(Grid.IdxX, error, 0);
    }

    /// <summary>Of one example; by all threads of the group.</summary>
    public static float Of(
        ArrayView<float> left, int leftStart, ArrayView<float> right, int rightStart, int size, ArrayView<float> shared)
    {
        float sum = 0;
        for (int index = Group.IdxX; index < size; index += Group.DimX)
        {
            float difference = left[leftStart + index] - right[rightStart + index];
            sum += difference * difference;
        }

        return GroupReduction.Sum(sum, shared);
    }
}
