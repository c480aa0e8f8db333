using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>What a restricted Boltzmann machine makes of examples: their free energy, which but for a constant is their
/// negative log-likelihood (Hinton 2010, sections 6 and 16.1).</summary>
public static unsafe class FreeEnergy
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
        in CpuStep step,
        TensorBuffer visible,
        TensorBuffer sums,
        TensorBuffer reconstruction,
        TensorBuffer weights,
        TensorBuffer visibleBias,
        TensorBuffer measures)
        where TShape : struct, IDenseShape
    {
        var kernel = new FreeEnergyKernel
        {
            Machine = step.Machine,
            VisibleUnits = TShape.Inputs,
            HiddenUnits = TShape.Outputs,
            Visible = visible,
            Sums = sums,
            Reconstruction = reconstruction,
            Weights = weights.Pointer,
            VisibleBias = visibleBias.Pointer,
            Measures = measures,
        };
        step.Machine.Run(kernel, step.Count, (long)step.Count * (TShape.Inputs + (16 * TShape.Outputs)));
    }

    /// <summary>Of units of any value with deviation 1: F(v) = ½ ‖v − c‖² − Σ softplus(W v + b).</summary>
    /// <param name="visible">[batch, Inputs]</param>
    /// <param name="sums">[batch, Outputs]: W v + b.</param>
    /// <param name="reconstruction">[batch, Inputs]</param>
    /// <param name="visibleBias">[Inputs]: c.</param>
    /// <param name="measures">[batch, 2]: Σ (v − reconstruction)² and F(v).</param>
    public static void MeasureGaussian<TShape>(
        in CpuStep step,
        TensorBuffer visible,
        TensorBuffer sums,
        TensorBuffer reconstruction,
        TensorBuffer visibleBias,
        TensorBuffer measures)
        where TShape : struct, IDenseShape
    {
        var kernel = new FreeEnergyKernel
        {
            Machine = step.Machine,
            VisibleUnits = TShape.Inputs,
            HiddenUnits = TShape.Outputs,
            Visible = visible,
            Sums = sums,
            Reconstruction = reconstruction,
            VisibleBias = visibleBias.Pointer,
            Measures = measures,
        };
        step.Machine.Run(kernel, step.Count, (long)step.Count * (TShape.Inputs + (8 * TShape.Outputs)));
    }
}
