using ILGPU;

namespace NetDsl.Gpu;

/// <summary>What keeps codes h = f(z) with z = x Wᵀ + b from following small changes of x: strength · Σⱼ f′(zⱼ)² ‖Wⱼ‖²
/// in the batch's mean (Rifai et al. 2011).</summary>
public static class ContractivePenalty
{
    /// <summary>Adds each example's penalty to its loss.</summary>
    /// <typeparam name="TShape">The dense layer's.</typeparam>
    /// <typeparam name="TActivation">f</typeparam>
    /// <param name="kept">[batch, outputs]: what f′ follows from, the codes or, of <see cref="Gelu"/>, z.</param>
    /// <param name="weights">[outputs, inputs]</param>
    public static void Forward<TShape, TActivation>(in GpuStep step, float strength, GpuBuffer kept, GpuBuffer weights)
        where TShape : struct, IDenseShape
        where TActivation : struct, IActivation
    {
        var norms = Norms<TShape>(step, weights);
        step.Launcher.Launch(
            new ContractionLoss<TActivation>(kept, norms, step.Losses, strength, TShape.Outputs),
            new Index3D(step.Count, 1, 1),
            GroupReduction.MaximalGroupSize);
    }

    /// <summary>Input's gradient = output's gradient + the penalty's, of the codes [batch, outputs], which may be the
    /// same buffer; and the weights' gradient through their norms, which it overwrites.</summary>
    /// <param name="kept">As in <see cref="Forward"/>.</param>
    /// <param name="adds">Adds to the weights' gradient, which another kernel has written.</param>
    public static void Backward<TShape, TActivation>(
        in GpuStep step,
        float strength,
        GpuBuffer kept,
        GpuBuffer weights,
        GpuBuffer outputGradient,
        GpuBuffer inputGradient,
        GpuBuffer weightsGradient,
        bool adds = false)
        where TShape : struct, IDenseShape
        where TActivation : struct, IActivation
    {
        float scale = 2 * strength / step.Count;
        var norms = Norms<TShape>(step, weights);
        var rows = BatchRows.OfExamples(step.Count, TShape.Outputs);
        step.Launcher.LaunchOver(
            new ContractionCodes<TActivation>(
                new(kept), new(outputGradient), new(inputGradient), norms, scale, rows),
            rows);
        step.Launcher.Launch(
            new ContractionWeights<TShape, TActivation>(
                kept, weights.View, weightsGradient.View, scale, step.Count, adds),
            new Index3D(TShape.Outputs, 1, 1),
            GroupReduction.MaximalGroupSize);
    }

    /// <summary>‖Wⱼ‖², [outputs].</summary>
    private static ArrayView<float> Norms<TShape>(in GpuStep step, GpuBuffer weights)
        where TShape : struct, IDenseShape
    {
        if (TShape.Outputs > Launcher.ScratchFloats)
        {
            throw new DeviceException(
                $"A contractive penalty on {TShape.Outputs} units: this device has room for "
                + $"{Launcher.ScratchFloats}. Use fewer, or Device.Cpu.");
        }

        step.Launcher.Launch(
            new RowNorms<TShape>(weights.View, step.Launcher.Scratch),
            new Index3D(TShape.Outputs, 1, 1),
            GroupReduction.MaximalGroupSize);
        return step.Launcher.Scratch;
    }
}
