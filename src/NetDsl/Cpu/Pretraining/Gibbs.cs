namespace NetDsl.Cpu;

/// <summary>Half-steps of Gibbs sampling in a restricted Boltzmann machine with weights [Outputs, Inputs]: Inputs
/// visible units and Outputs hidden ones (Hinton 2002). Each is one kernel: product, bias, means and drawn
/// units.</summary>
public static unsafe class Gibbs
{
    /// <summary>The hidden units' means σ(W v + b), and units of 0 or 1 that are drawn by them.</summary>
    /// <param name="stream">Which stream of random numbers: each half-step has its own.</param>
    /// <param name="visible">[batch, Inputs]</param>
    /// <param name="bias">[Outputs], or none.</param>
    /// <param name="means">[batch, Outputs], or none.</param>
    /// <param name="samples">[batch, Outputs]; none where no unit is drawn.</param>
    public static void Up<TShape>(
        in CpuStep step,
        int stream,
        TensorBuffer visible,
        TensorBuffer weights,
        TensorBuffer bias,
        TensorBuffer means,
        TensorBuffer samples)
        where TShape : struct, IDenseShape =>
        Run<Sigmoid, BernoulliFinish>(
            step, TShape.Outputs, UpTerm<TShape>(visible, weights), bias, means, samples,
            new BernoulliFinish(bias.Pointer, samples, TShape.Outputs, stream, step.Random));

    /// <summary>The visible units' means σ(Wᵀ h + c), and units of 0 or 1 that are drawn by them.</summary>
    /// <param name="hidden">[batch, Outputs]</param>
    /// <param name="bias">[Inputs]</param>
    /// <param name="means">[batch, Inputs], or none.</param>
    /// <param name="samples">[batch, Inputs]; none where no unit is drawn.</param>
    public static void Down<TShape>(
        in CpuStep step,
        int stream,
        TensorBuffer hidden,
        TensorBuffer weights,
        TensorBuffer bias,
        TensorBuffer means,
        TensorBuffer samples)
        where TShape : struct, IDenseShape =>
        Run<Sigmoid, BernoulliFinish>(
            step, TShape.Inputs, DownTerm<TShape>(hidden, weights), bias, means, samples,
            new BernoulliFinish(bias.Pointer, samples, TShape.Inputs, stream, step.Random));

    /// <summary>Of visible units of any value: the means Wᵀ h + c, and units that are drawn by them with deviation
    /// 1.</summary>
    /// <param name="hidden">[batch, Outputs]</param>
    /// <param name="bias">[Inputs]</param>
    /// <param name="means">[batch, Inputs], or none.</param>
    /// <param name="samples">[batch, Inputs]; none where no unit is drawn.</param>
    public static void DownGaussian<TShape>(
        in CpuStep step,
        int stream,
        TensorBuffer hidden,
        TensorBuffer weights,
        TensorBuffer bias,
        TensorBuffer means,
        TensorBuffer samples)
        where TShape : struct, IDenseShape =>
        Run<Identity, GaussianFinish>(
            step, TShape.Inputs, DownTerm<TShape>(hidden, weights), bias, means, samples,
            new GaussianFinish(bias.Pointer, samples, TShape.Inputs, stream, step.Random));

    // [batch, Inputs] · [Inputs, Outputs]
    private static MatrixTerm UpTerm<TShape>(TensorBuffer visible, TensorBuffer weights)
        where TShape : struct, IDenseShape => new(
            new MatrixView(visible.Pointer, visible.Stride, 1),
            new MatrixView(weights.Pointer, 1, TShape.Inputs),
            TShape.Inputs);

    // [batch, Outputs] · [Outputs, Inputs]
    private static MatrixTerm DownTerm<TShape>(TensorBuffer hidden, TensorBuffer weights)
        where TShape : struct, IDenseShape => new(
            new MatrixView(hidden.Pointer, hidden.Stride, 1),
            new MatrixView(weights.Pointer, TShape.Inputs, 1),
            TShape.Outputs);

    private static void Run<TActivation, TFinish>(
        in CpuStep step,
        int units,
        MatrixTerm term,
        TensorBuffer bias,
        TensorBuffer means,
        TensorBuffer samples,
        TFinish drawing)
        where TActivation : struct, IActivation
        where TFinish : struct, IMatrixFinish
    {
        TensorBuffer sums = means.IsNone ? samples : means;
        var c = new MatrixView(sums.Pointer, sums.Stride, 1);
        if (samples.IsNone)
        {
            MatrixProduct.RunTerms(
                step.Machine, step.Count, units, term, default, c, new BiasFinish<TActivation>(bias.Pointer, default));
            return;
        }

        MatrixProduct.RunTerms(step.Machine, step.Count, units, term, default, c, drawing);
    }
}
