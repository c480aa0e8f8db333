namespace NetDsl.Cpu;

/// <summary>Local response normalisation across channels: y = x / (Bias + Alpha · Σ x²)^Beta, with the sum over the
/// channels around (Krizhevsky et al. 2012, 3.3).</summary>
public static unsafe class ResponseNormalization
{
    /// <summary>x [batch, Channels, Area] to y of the same shape; not in place.</summary>
    public static void Forward<TShape>(in CpuStep step, TensorBuffer input, TensorBuffer output)
        where TShape : struct, IResponseNormalizationShape
    {
        var kernel = new ResponseForwardKernel<TShape>(input, output);
        step.Machine.Run(kernel, step.Count * ResponsePlan<TShape>.Stripes, ResponsePlan<TShape>.Cost(step));
    }

    /// <summary>The output's gradient to the input's, which it overwrites; not in place.</summary>
    /// <param name="input">The forward pass's: the sums are computed again.</param>
    public static void Backward<TShape>(
        in CpuStep step, TensorBuffer input, TensorBuffer outputGradient, TensorBuffer inputGradient)
        where TShape : struct, IResponseNormalizationShape
    {
        var kernel = new ResponseBackwardKernel<TShape>(step.Machine, input, outputGradient, inputGradient);
        step.Machine.Run(kernel, step.Count * ResponsePlan<TShape>.Stripes, 2 * ResponsePlan<TShape>.Cost(step));
    }
}
