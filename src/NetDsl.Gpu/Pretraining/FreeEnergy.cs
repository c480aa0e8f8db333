using ILGPU;

namespace NetDsl.Gpu;

/// <summary>What a restricted Boltzmann machine makes of examples: their free energy, which but for a constant is their
/// negative log-likelihood (Hinton 2010, sections 6 and 16.1).</summary>
public static class FreeEnergy
{
    /// <summary>Of units of 0 … 1: F(v) = −c·v − Σ softplus(W v + b).</summary>
    /// <remarks>The turned unit becomes 1 − v; which one it is follows from the example's values.</remarks>
    /// <param name="visible">[batch, Inputs]</param>
    /// <param name="sums">[batch, Outputs]: W v + b.</param>
    /// <param name="reconstruction">[batch, Inputs]</param>
    /// <param name="weights">[Outputs, Inputs]</param>
    /// <param name="visibleBias">[Inputs]: c.</param>
    /// <param name="measures">[batch, 3]: Σ (v − reconstruction)², F(v), and F with one unit turned less F(v).</param>
    public static void Measure<TShape>(
        in GpuStep step,
        GpuBuffer visible,
        GpuBuffer sums,
        GpuBuffer reconstruction,
        GpuBuffer weights,
        GpuBuffer visibleBias,
        GpuBuffer measures)
        where TShape : struct, IDenseShape
        => Launch(
            step,
            new FreeEnergyKernel(
                visible, sums, reconstruction, weights, visibleBias, measures, isGaussian: false, TShape.Inputs,
                TShape.Outputs),
            TShape.Inputs);

    /// <summary>Of units of any value with deviation 1: F(v) = ½ ‖v − c‖² − Σ softplus(W v + b).</summary>
    /// <param name="visible">[batch, Inputs]</param>
    /// <param name="sums">[batch, Outputs]: W v + b.</param>
    /// <param name="reconstruction">[batch, Inputs]</param>
    /// <param name="visibleBias">[Inputs]: c.</param>
    /// <param name="measures">[batch, 2]: Σ (v − reconstruction)² and F(v).</param>
    public static void MeasureGaussian<TShape>(
        in GpuStep step,
        GpuBuffer visible,
        GpuBuffer sums,
        GpuBuffer reconstruction,
        GpuBuffer visibleBias,
        GpuBuffer measures)
        where TShape : struct, IDenseShape
        => Launch(
            step,
            new FreeEnergyKernel(
                visible, sums, reconstruction, visibleBias, visibleBias, measures, isGaussian: true, TShape.Inputs,
                TShape.Outputs),
            TShape.Inputs);

    private static void Launch(in GpuStep step, FreeEnergyKernel kernel, int size)
        => step.Launcher.Launch(kernel, new Index3D(step.Count, 1, 1), Softmax.GroupSize(size));
}
