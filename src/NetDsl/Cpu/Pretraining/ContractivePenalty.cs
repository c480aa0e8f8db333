namespace NetDsl.Cpu;

/// <summary>What keeps codes h = f(z) with z = x Wᵀ + b from following small changes of x: the squared norm of their
/// derivative by it, strength · Σⱼ f′(zⱼ)² ‖Wⱼ‖², in the batch's mean (Rifai et al. 2011).</summary>
public static unsafe class ContractivePenalty
{
    // an exponential at most
    private const int CostOfCode = 8;

    /// <summary>Adds each example's penalty to its loss.</summary>
    /// <typeparam name="TShape">The dense layer's.</typeparam>
    /// <typeparam name="TActivation">f</typeparam>
    /// <param name="kept">[batch, Outputs]: what f′ follows from, the codes or, of <see cref="Gelu"/>, z.</param>
    /// <param name="weights">[Outputs, Inputs]</param>
    public static void Forward<TShape, TActivation>(
        in CpuStep step, float strength, TensorBuffer kept, TensorBuffer weights)
        where TShape : struct, IDenseShape
        where TActivation : struct, IActivation
    {
        float* norms = Norms<TShape>(step, weights);
        var kernel = new ContractionLossKernel<TActivation>(TShape.Outputs, strength, kept, norms, step.Losses);
        step.Machine.Run(kernel, step.Count, (long)step.Count * TShape.Outputs * CostOfCode);
    }

    /// <summary>inputGradient = outputGradient + the penalty's, of the codes, [batch, Outputs], which may be in place;
    /// and the weights' gradient through their norms, which it overwrites.</summary>
    /// <param name="kept">As in <see cref="Forward"/>.</param>
    /// <param name="adds">Adds to the weights' gradient, which another kernel has written.</param>
    public static void Backward<TShape, TActivation>(
        in CpuStep step,
        float strength,
        TensorBuffer kept,
        TensorBuffer weights,
        TensorBuffer outputGradient,
        TensorBuffer inputGradient,
        TensorBuffer weightsGradient,
        bool adds = false)
        where TShape : struct, IDenseShape
        where TActivation : struct, IActivation
    {
        float scale = 2 * strength / step.Count;
        float* norms = Norms<TShape>(step, weights);
        var codes = new ContractionCodesKernel<TActivation>(
            TShape.Outputs, scale, kept, norms, outputGradient, inputGradient);
        step.Machine.Run(codes, step.Count, (long)step.Count * TShape.Outputs * CostOfCode);
        var parameters = new ContractionWeightsKernel<TShape, TActivation>(
            step.Machine, step.Count, scale, kept, weights.Pointer, weightsGradient.Pointer, adds);
        step.Machine.Run(parameters, parameters.Tasks, ((long)step.Count + TShape.Inputs) * TShape.Outputs);
    }

    /// <summary>‖Wⱼ‖², [Outputs].</summary>
    private static float* Norms<TShape>(in CpuStep step, TensorBuffer weights)
        where TShape : struct, IDenseShape
    {
        float* norms = step.Machine.SharedScratch(TShape.Outputs);
        var kernel = new RowNormsKernel(TShape.Outputs, TShape.Inputs, weights.Pointer, norms);
        step.Machine.Run(kernel, kernel.Tasks, (long)TShape.Outputs * TShape.Inputs);
        return norms;
    }
}
