using ILGPU;

namespace NetDsl.Gpu;

/// <summary>½ Σ (y − t)² and its gradient: one kernel.</summary>
public static class SquaredLoss
{
    /// <summary>Writes each example's loss and the gradient of the batch's mean loss [batch, size], which may be the
    /// values' own buffer.</summary>
    public static void Loss(in GpuStep step, int size, GpuBuffer values, GpuBuffer gradient)
        => step.Launcher.Launch(
            new SquaredLossKernel(values, step.Targets, gradient, step.Losses, step.Wrong, size, step.Count),
            new Index3D(step.Count, 1, 1),
            Softmax.GroupSize(size));
}

/// <summary>A group for each example.</summary>
internal readonly struct SquaredLossKernel(
    GpuBuffer values,
    ArrayView<float> targets,
    GpuBuffer gradient,
    ArrayView<float> losses,
    ArrayView<float> wrong,
    int size,
    int batch) : IKernel
{
    private readonly ArrayView<float> values = values.View;
    private readonly ArrayView<float> targets = targets;
    private readonly ArrayView<float> gradient = gradient.View;
    private readonly ArrayView<float> losses = losses;
    private readonly ArrayView<float> wrong = wrong;
    private readonly int valuesStride = values.Stride;
    private readonly int gradientStride = gradient.Stride;
    private readonly int size = size;
    private readonly float share = 1f / batch;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        int firstValue = Grid.IdxX * valuesStride;
        int firstTarget = Grid.IdxX * size;
        int firstGradient = Grid.IdxX * gradientStride;
        float sum = 0;
        for (int index = Group.IdxX; index < size; index += Group.DimX)
        {
            float difference = values[firstValue + index] - targets[firstTarget + index];
            gradient[firstGradient + index] = difference * share;
            sum += difference * difference;
        }

        float loss = GroupReduction.Sum(sum, shared) / 2;
        if (Group.IdxX == 0)
        {
            losses[Grid.IdxX] = loss;
            wrong[Grid.IdxX] = 0;
        }
    }
}
