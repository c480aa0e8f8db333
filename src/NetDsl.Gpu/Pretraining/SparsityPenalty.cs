using ILGPU;

namespace NetDsl.Gpu;

/// <summary>What keeps codes sparse: weight · Σⱼ KL(target ‖ mean of unit j over the batch and, where units are
/// channels, over the area), of codes between 0 and 1 (Ng 2011, "Sparse autoencoder").</summary>
public static class SparsityPenalty
{
    // fixed, so that sums do not depend on the device
    private const int MaximalGroups = 256;

    /// <summary>Adds the penalty, which is the batch's, to each example's loss.</summary>
    /// <param name="codes">[batch, channels, area]</param>
    public static void Forward(in GpuStep step, float target, float weight, int channels, int area, GpuBuffer codes)
    {
        int groups = Math.Min(channels, MaximalGroups);
        step.Launcher.Launch(
            new SparsityValue(codes, step.Launcher.Scratch, target, weight, channels, Walk(step, area), step.Count),
            new Index3D(groups, 1, 1),
            GroupReduction.MaximalGroupSize);
        step.Launcher.Launch(
            new AddPenalty(step.Launcher.Scratch, step.Losses, groups, step.Count),
            new Index3D(1, 1, 1),
            GroupReduction.MaximalGroupSize);
    }

    /// <summary>Input's gradient = output's gradient + the penalty's [batch, channels, area]; may be the same
    /// buffer.</summary>
    /// <param name="codes">[batch, channels, area]</param>
    public static void Backward(
        in GpuStep step,
        float target,
        float weight,
        int channels,
        int area,
        GpuBuffer codes,
        GpuBuffer outputGradient,
        GpuBuffer inputGradient)
        => step.Launcher.Launch(
            new SparsityGradient(
                codes, outputGradient, inputGradient, target, weight, channels, Walk(step, area), step.Count),
            new Index3D(Math.Min(channels, MaximalGroups), 1, 1),
            GroupReduction.MaximalGroupSize);

    private static ChannelStep Walk(in GpuStep step, int area) =>
        new(area, step.Launcher.Threads(GroupReduction.MaximalGroupSize));
}
