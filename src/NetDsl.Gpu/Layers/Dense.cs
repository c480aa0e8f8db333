namespace NetDsl.Gpu;

/// <summary>A dense layer with its bias and activation.</summary>
public static class Dense
{
    /// <summary>Output [batch, outputs] = activation(input [batch, inputs] × weightsᵀ + bias).</summary>
    /// <param name="weights">[outputs, inputs]</param>
    /// <param name="bias">[outputs], or none.</param>
    public static void Forward<TShape, TActivation>(
        in GpuStep step, GpuBuffer input, GpuBuffer weights, GpuBuffer bias, GpuBuffer output)
        where TShape : struct, IDenseShape
        where TActivation : struct, IActivation
        => Forward<TShape, TActivation>(step, input, weights, bias, residual: default, output);

    /// <summary>The same with another tensor added before the activation, as at the end of a residual block.</summary>
    /// <param name="bias">[outputs], or none.</param>
    /// <param name="residual">[batch, outputs], or none.</param>
    public static void Forward<TShape, TActivation>(
        in GpuStep step, GpuBuffer input, GpuBuffer weights, GpuBuffer bias, GpuBuffer residual, GpuBuffer output)
        where TShape : struct, IDenseShape
        where TActivation : struct, IActivation
        => Products.Multiply(
            step.Launcher,
            RowMajor.OfBatch(input, TShape.Inputs),
            RowMajor.Of(weights, TShape.Inputs),
            new BiasSink<TActivation>(
                output, (bias.Exists ? bias : weights).View, bias.Exists, residual, TShape.Outputs),
            step.Count,
            TShape.Outputs,
            TShape.Inputs);

    /// <summary>Overwrites the gradients of weights, bias and input; none is computed where the buffer is
    /// none.</summary>
    /// <param name="output">[batch, outputs], from the forward pass; of <see cref="Gelu"/> what it was before the
    /// activation.</param>
    /// <param name="outputGradient">[batch, outputs]; becomes the gradient before the activation.</param>
    /// <param name="adds">Adds to the weights' gradient, which another kernel has written.</param>
    public static void Backward<TShape, TActivation>(
        in GpuStep step,
        GpuBuffer input,
        GpuBuffer weights,
        GpuBuffer output,
        GpuBuffer outputGradient,
        GpuBuffer weightsGradient,
        GpuBuffer biasGradient,
        GpuBuffer inputGradient,
        bool adds = false)
        where TShape : struct, IDenseShape
        where TActivation : struct, IActivation
    {
        ChannelGradients.Compute<TActivation>(step, TShape.Outputs, area: 1, output, outputGradient, biasGradient);
        if (weightsGradient.Exists)
        {
            Products.MultiplyInParts(
                step.Launcher,
                ColumnMajor.OfBatch(outputGradient, TShape.Outputs),
                ColumnMajor.OfBatch(input, TShape.Inputs),
                weightsGradient.View,
                TShape.Outputs,
                TShape.Inputs,
                step.Count,
                adds);
        }

        if (inputGradient.Exists)
        {
            Products.Multiply(
                step.Launcher,
                RowMajor.OfBatch(outputGradient, TShape.Outputs),
                ColumnMajor.Of(weights, TShape.Inputs),
                MatrixSink.OfBatch(inputGradient, step.Count, TShape.Inputs),
                step.Count,
                TShape.Inputs,
                TShape.Outputs);
        }
    }
}
