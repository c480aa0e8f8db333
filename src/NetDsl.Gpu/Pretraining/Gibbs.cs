namespace NetDsl.Gpu;

/// <summary>Half-steps of Gibbs sampling in a restricted Boltzmann machine with weights [Outputs, Inputs]: Inputs
/// visible units and Outputs hidden ones (Hinton 2002). Each is one kernel: product, bias, means and drawn units; the
/// same units as on the CPU, but for means that lie within rounding of the number drawn.</summary>
public static class Gibbs
{
    /// <summary>The hidden units' means σ(W v + b), and units of 0 or 1 that are drawn by them.</summary>
    /// <param name="stream">Which stream of random numbers: each half-step has its own.</param>
    /// <param name="visible">[batch, Inputs]</param>
    /// <param name="bias">[Outputs], or none.</param>
    /// <param name="means">[batch, Outputs], or none.</param>
    /// <param name="samples">[batch, Outputs]; none where no unit is drawn.</param>
    public static void Up<TShape>(
        in GpuStep step,
        int stream,
        GpuBuffer visible,
        GpuBuffer weights,
        GpuBuffer bias,
        GpuBuffer means,
        GpuBuffer samples)
        where TShape : struct, IDenseShape
        => Products.Multiply(
            step.Launcher,
            RowMajor.OfBatch(visible, TShape.Inputs),
            RowMajor.Of(weights, TShape.Inputs),
            new GibbsSink<BernoulliUnit>(means, samples, bias, TShape.Outputs, stream, step.Random),
            step.Count,
            TShape.Outputs,
            TShape.Inputs);

    /// <summary>The visible units' means σ(Wᵀ h + c), and units of 0 or 1 that are drawn by them.</summary>
    /// <param name="hidden">[batch, Outputs]</param>
    /// <param name="bias">[Inputs]</param>
    /// <param name="means">[batch, Inputs], or none.</param>
    /// <param name="samples">[batch, Inputs]; none where no unit is drawn.</param>
    public static void Down<TShape>(
        in GpuStep step,
        int stream,
        GpuBuffer hidden,
        GpuBuffer weights,
        GpuBuffer bias,
        GpuBuffer means,
        GpuBuffer samples)
        where TShape : struct, IDenseShape
        => Down<TShape, BernoulliUnit>(step, stream, hidden, weights, bias, means, samples);

    /// <summary>Of visible units of any value: the means Wᵀ h + c, and units that are drawn by them with deviation
    /// 1.</summary>
    /// <param name="hidden">[batch, Outputs]</param>
    /// <param name="bias">[Inputs]</param>
    /// <param name="means">[batch, Inputs], or none.</param>
    /// <param name="samples">[batch, Inputs]; none where no unit is drawn.</param>
    public static void DownGaussian<TShape>(
        in GpuStep step,
        int stream,
        GpuBuffer hidden,
        GpuBuffer weights,
        GpuBuffer bias,
        GpuBuffer means,
        GpuBuffer samples)
        where TShape : struct, IDenseShape
        => Down<TShape, GaussianUnit>(step, stream, hidden, weights, bias, means, samples);

    private static void Down<TShape, TUnit>(
        in GpuStep step,
        int stream,
        GpuBuffer hidden,
        GpuBuffer weights,
        GpuBuffer bias,
        GpuBuffer means,
        GpuBuffer samples)
        where TShape : struct, IDenseShape
        where TUnit : struct, IUnitKind
        => Products.Multiply(
            step.Launcher,
            RowMajor.OfBatch(hidden, TShape.Outputs),
            ColumnMajor.Of(weights, TShape.Inputs),
            new GibbsSink<TUnit>(means, samples, bias, TShape.Inputs, stream, step.Random),
            step.Count,
            TShape.Inputs,
            TShape.Outputs);
}
