using ILGPU;

namespace NetDsl.Gpu;

/// <summary>The gradients of contrastive divergence: what data and model differ by,
/// −(⟨v h⟩ of the data − ⟨v h⟩ of the model), each the mean over its examples (Hinton 2002).</summary>
public static class Contrast
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
        in GpuStep step,
        GpuBuffer visible,
        GpuBuffer hidden,
        GpuBuffer modelVisible,
        GpuBuffer modelHidden,
        GpuBuffer hiddenSlope,
        GpuBuffer modelSlope,
        GpuBuffer weightsGradient,
        GpuBuffer biasGradient,
        GpuBuffer visibleBiasGradient)
        where TShape : struct, IDenseShape
        => SparseBackward<TShape>(
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
        in GpuStep step,
        float target,
        float weight,
        float momentum,
        GpuBuffer visible,
        GpuBuffer hidden,
        GpuBuffer modelVisible,
        GpuBuffer modelHidden,
        GpuBuffer activity,
        GpuBuffer hiddenSlope,
        GpuBuffer modelSlope,
        GpuBuffer weightsGradient,
        GpuBuffer biasGradient,
        GpuBuffer visibleBiasGradient,
        GpuBuffer activityOfBatch)
        where TShape : struct, IDenseShape
    {
        step.Launcher.Launch(
            new HiddenContrast(
                hidden, modelHidden, hiddenSlope, modelSlope, biasGradient,
                new SparsityTerm(target, weight, momentum, activity, activityOfBatch, hidden), step.Count),
            new Index3D(TShape.Outputs, 1, 1),
            GroupReduction.MaximalGroupSize);
        step.Launcher.Launch(
            new VisibleContrast(visible, modelVisible, visibleBiasGradient, step.Count),
            new Index3D(TShape.Inputs, 1, 1),
            GroupReduction.MaximalGroupSize);
        Products.MultiplyInParts(
            step.Launcher,
            StackedColumns.Of(hiddenSlope, modelSlope, TShape.Outputs, step.Count),
            StackedColumns.Of(visible, modelVisible, TShape.Inputs, step.Count),
            weightsGradient.View,
            TShape.Outputs,
            TShape.Inputs,
            2 * step.Count);
    }
}
