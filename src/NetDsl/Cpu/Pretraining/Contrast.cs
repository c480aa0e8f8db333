namespace NetDsl.Cpu;

/// <summary>The gradients of contrastive divergence: what data and model differ by,
/// −(⟨v h⟩ of the data − ⟨v h⟩ of the model), each the mean over its examples (Hinton 2002).</summary>
public static unsafe class Contrast
{
    /// <summary>Overwrites the gradients of weights [Outputs, Inputs] and of both biases.</summary>
    /// <param name="visible">[batch, Inputs]: the examples.</param>
    /// <param name="hidden">[batch, Outputs]: the hidden units' means with them.</param>
    /// <param name="modelVisible">[batch, Inputs]: the chains'.</param>
    /// <param name="modelHidden">[batch, Outputs]: the hidden units' means with those.</param>
    /// <param name="hiddenSlope">[batch, Outputs]: becomes −hidden / batch; may be <paramref name="hidden"/>.</param>
    /// <param name="modelSlope">[batch, Outputs]: becomes modelHidden / batch; may be
    /// <paramref name="modelHidden"/>.</param>
    /// <param name="biasGradient">[Outputs], or none.</param>
    public static void Backward<TShape>(
        in CpuStep step,
        TensorBuffer visible,
        TensorBuffer hidden,
        TensorBuffer modelVisible,
        TensorBuffer modelHidden,
        TensorBuffer hiddenSlope,
        TensorBuffer modelSlope,
        TensorBuffer weightsGradient,
        TensorBuffer biasGradient,
        TensorBuffer visibleBiasGradient)
        where TShape : struct, IDenseShape =>
        SparseBackward<TShape>(
            step, target: 0, weight: 0, momentum: 0, visible, hidden, modelVisible, modelHidden, activity: default,
            hiddenSlope, modelSlope, weightsGradient, biasGradient, visibleBiasGradient, activityOfBatch: default);

    /// <summary>The same with a target for the hidden units' mean activation: weight · (q − target) is added to the
    /// slope of each unit's sum, for weights and biases alike (Hinton 2010, section 11).</summary>
    /// <param name="target">What the hidden units' means are to be on average.</param>
    /// <param name="momentum">The share of each batch in q, the running mean of each unit's activation.</param>
    /// <param name="activity">[Outputs]: q before this batch; or none.</param>
    /// <param name="hiddenSlope">[batch, Outputs]: becomes (weight · (q − target) − hidden) / batch; may be
    /// <paramref name="hidden"/>.</param>
    /// <param name="activityOfBatch">[Outputs]: becomes the batch's own.</param>
    public static void SparseBackward<TShape>(
        in CpuStep step,
        float target,
        float weight,
        float momentum,
        TensorBuffer visible,
        TensorBuffer hidden,
        TensorBuffer modelVisible,
        TensorBuffer modelHidden,
        TensorBuffer activity,
        TensorBuffer hiddenSlope,
        TensorBuffer modelSlope,
        TensorBuffer weightsGradient,
        TensorBuffer biasGradient,
        TensorBuffer visibleBiasGradient,
        TensorBuffer activityOfBatch)
        where TShape : struct, IDenseShape
    {
        var slopes = new HiddenContrastKernel(
            step.Count, TShape.Outputs, hidden, modelHidden, hiddenSlope, modelSlope, biasGradient.Pointer,
            new SparsityTerm(target, weight, momentum, activity.Pointer, activityOfBatch.Pointer));
        step.Machine.Run(slopes, slopes.Tasks, 4L * step.Count * TShape.Outputs);
        var bias = new VisibleContrastKernel(
            step.Count, TShape.Inputs, visible, modelVisible, visibleBiasGradient.Pointer);
        step.Machine.Run(bias, bias.Tasks, 2L * step.Count * TShape.Inputs);

        // [Outputs, batch] · [batch, Inputs], of the data and of the model
        MatrixProduct.RunTerms(
            step.Machine, TShape.Outputs, TShape.Inputs,
            MatrixTerm.OverBatch(step, hiddenSlope, visible), MatrixTerm.OverBatch(step, modelSlope, modelVisible),
            new MatrixView(weightsGradient.Pointer, TShape.Inputs, 1), new BiasFinish<Identity>(null, default));
    }
}
