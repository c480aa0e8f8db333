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
    /// <param name="codes">[batch, outputs]: what a decoder read that has the same weights, transposed: its part of their
    /// gradient is added. None where there is no such decoder.</param>
    /// <param name="decodedGradient">[batch, inputs]: the gradient of the decoder's output before its activation.</param>
    public static void Backward<TShape, TActivation>(
        in GpuStep step,
        GpuBuffer input,
        GpuBuffer weights,
        GpuBuffer output,
        GpuBuffer outputGradient,
        GpuBuffer weightsGradient,
        GpuBuffer biasGradient,
        GpuBuffer inputGradient,
        bool adds = false,
        GpuBuffer codes = default,
        GpuBuffer decodedGradient = default)
        where TShape : struct, IDenseShape
        where TActivation : struct, IActivation
    {
        ChannelGradients.Compute<TActivation>(step, TShape.Outputs, area: 1, output, outputGradient, biasGradient);
        if (weightsGradient.Exists)
        {
            MultiplyWeights<TShape>(step, outputGradient, input, weightsGradient, adds);
            if (codes.Exists)
            {
                MultiplyWeights<TShape>(step, codes, decodedGradient, weightsGradient, adds: true);
            }
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

    /// <summary>[outputs, batch] × [batch, inputs]</summary>
    private static void MultiplyWeights<TShape>(
        in GpuStep step, GpuBuffer ofOutputs, GpuBuffer ofInputs, GpuBuffer weightsGradient, bool adds)
        where TShape : struct, IDenseShape
        => Products.MultiplyInParts(
            step.Launcher,
            ColumnMajor.OfBatch(ofOutputs, TShape.Outputs),
            ColumnMajor.OfBatch(ofInputs, TShape.Inputs),
            weightsGradient.View,
            TShape.Outputs,
            TShape.Inputs,
            step.Count,
            adds);
}
