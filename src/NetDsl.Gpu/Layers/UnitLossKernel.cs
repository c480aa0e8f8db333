using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>A loss that is a sum over the units, each with a target of its own.</summary>
internal interface IUnitLoss
{
    /// <summary>Whether an example counts as misclassified where a slope is steeper than one half.</summary>
    static abstract bool CountsErrors { get; }

    /// <summary>What a unit loses.</summary>
    static abstract float Of(float value, float target);

    /// <summary>The slope of that by the value.</summary>
    static abstract float Slope(float value, float target);
}

/// <summary>A loss over units and its gradient, which may be the values' own buffer: a group for each
/// example.</summary>
internal readonly struct UnitLossKernel<TLoss>(
    GpuBuffer values, GpuBuffer targets, GpuBuffer gradient, ExampleLosses losses, int size) : IKernel
    where TLoss : struct, IUnitLoss
{
    private readonly int valuesStride = values.Stride;
    private readonly int targetsStride = targets.Stride;
    private readonly int gradientStride = gradient.Stride;
    private readonly int size = size;
    private readonly ArrayView<float> values = values.View;
    private readonly ArrayView<float> targets = targets.View;
    private readonly ArrayView<float> gradient = gradient.View;
    private readonly ExampleLosses losses = losses;

    public static void Launch(
        in GpuStep step, int size, GpuBuffer values, GpuBuffer gradient, int start, float weight, bool adds)
        => step.Launcher.Launch(
            new UnitLossKernel<TLoss>(
                values, step.TargetsFrom(start), gradient, new ExampleLosses(step, weight, adds), size),
            new Index3D(step.Count, 1, 1),
            Softmax.GroupSize(size));

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        int firstValue = Grid.IdxX * valuesStride;
        int firstTarget = Grid.IdxX * targetsStride;
        int firstGradient = Grid.IdxX * gradientStride;
        float sum = 0;
        float steepest = 0;
        for (int index = Group.IdxX; index < size; index += Group.DimX)
        {
            float value = values[firstValue + index];
            float target = targets[firstTarget + index];
            float slope = TLoss.Slope(value, target);
            sum += TLoss.Of(value, target);
            steepest = XMath.Max(steepest, XMath.Abs(slope));
            gradient[firstGradient + index] = slope * losses.GradientScale;
        }

        float loss = GroupReduction.Sum(sum, shared);
        if (TLoss.CountsErrors)
            steepest = GroupReduction.Maximum(steepest, shared);
        if (Group.IdxX == 0)
            losses.Write(Grid.IdxX, loss, TLoss.CountsErrors && steepest > 0.5f ? 1f : 0f);
    }
}
