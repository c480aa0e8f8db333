using ILGPU;

namespace NetDsl.Gpu;

/// <summary>½ Σ (y − t)² and its gradient: one kernel.</summary>
public static class SquaredLoss
{
    /// <summary>Writes each example's loss and the gradient of the batch's mean loss [batch, size], which may be the
    /// values' own buffer.</summary>
    /// <param name="targets">Where this output's values begin in an example's targets.</param>
    /// <param name="weight">Of this loss among those of several outputs.</param>
    /// <param name="adds">Adds to the losses of outputs before it.</param>
    public static void Loss(
        in GpuStep step,
        int size,
        GpuBuffer values,
        GpuBuffer gradient,
        int targets = 0,
        float weight = 1,
        bool adds = false)
        => step.Launcher.Launch(
            new SquaredLossKernel(
                values, step.TargetsFrom(targets), gradient, new ExampleLosses(step, weight, adds), size),
            new Index3D(step.Count, 1, 1),
            Softmax.GroupSize(size));
}

/// <summary>A group for each example.</summary>
internal readonly struct SquaredLossKernel(
    GpuBuffer values, GpuBuffer targets, GpuBuffer gradient, ExampleLosses losses, int size) : IKernel
{
    private readonly ArrayView<float> values = values.View;
    private readonly ArrayView<float> targets = targets.View;
    private readonly ArrayView<float> gradient = gradient.View;
    private readonly ExampleLosses losses = losses;
    private readonly int valuesStride = values.Stride;
    private readonly int targetsStride = targets.Stride;
    private readonly int gradientStride = gradient.Stride;
    private readonly int size = size;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        int firstValue = Grid.IdxX * valuesStride;
        int firstTarget = Grid.IdxX * targetsStride;
        int firstGradient = Grid.IdxX * gradientStride;
        float sum = 0;
        for (int index = Group.IdxX; index < size; index += Group.DimX)
        {
            float difference = values[firstValue + index] - targets[firstTarget + index];
            gradient[firstGradient + index] = difference * losses.GradientScale;
            sum += difference * difference;
        }

        float loss = GroupReduction.Sum(sum, shared) / 2;
        if (Group.IdxX == 0)
            losses.Write(Grid.IdxX, loss, 0);
    }
}
