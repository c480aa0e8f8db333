namespace NetDsl.Gpu;

/// <summary>A dense layer whose weights are another's, transposed, as a tied decoder's.</summary>
public static class TransposedDense
{
    /// <summary>Output [batch, outputs] = activation(input [batch, inputs] × weights + bias).</summary>
    /// <param name="weights">[inputs, outputs]</param>
    /// <param name="bias">[outputs], or none.</param>
    public static void Forward<TShape, TActivation>(
        in GpuStep step, GpuBuffer input, GpuBuffer weights, GpuBuffer bias, GpuBuffer output)
        where TShape : struct, IDenseShape
        where TActivation : struct, IActivation
        => Products.Multiply(
            step.Launcher,
            RowMajor.OfBatch(input, TShape.Inputs),
            ColumnMajor.Of(weights, TShape.Outputs),
            new BiasSink<TActivation>(
                output, (bias.Exists ? bias : weights).View, bias.Exists, residual: default, TShape.Outputs),
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
                ColumnMajor.OfBatch(input, TShape.Inputs),
                ColumnMajor.OfBatch(outputGradient, TShape.Outputs),
                weightsGradient.View,
                TShape.Inputs,
                TShape.Outputs,
                step.Count,
                adds);
        }

        if (inputGradient.Exists)
        {
            Products.Multiply(
                step.Launcher,
                RowMajor.OfBatch(outputGradient, TShape.Outputs),
                RowMajor.Of(weights, TShape.Outputs),
                MatrixSink.OfBatch(inputGradient, step.Count, TShape.Inputs),
                step.Count,
                TShape.Inputs,
                TShape.Outputs);
        }
    }
}
