namespace NetDsl.Cpu;

/// <summary>2-D convolutions (cross-correlations) with activation: x [batch, Channels, Height, Width], weights
/// [Filters, Channels / Groups, WindowHeight, WindowWidth], y [batch, Filters, OutputHeight, OutputWidth].</summary>
/// <remarks>There are four ways, of which shape and number of images choose: <see cref="FlatConvolution"/> for few channels,
/// <see cref="ConvolutionBlocks"/>, <see cref="FilterwiseConvolution{TShape}"/> for inference with few images, and
/// <see cref="WinogradConvolution{TShape}"/>.</remarks>
public static class Convolution
{
    /// <summary>Reads input and weights, writes the activated output.</summary>
    /// <param name="bias">[Filters], or none.</param>
    public static void Forward<TShape, TActivation>(
        in CpuStep step, TensorBuffer input, TensorBuffer weights, TensorBuffer bias, TensorBuffer output)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation =>
        Forward<TShape, TActivation>(step, input, weights, bias, residual: default, output);

    /// <summary>The same with another tensor added before the activation, as at the end of a residual block.</summary>
    /// <param name="bias">[Filters], or none.</param>
    /// <param name="residual">[batch, Filters, OutputHeight, OutputWidth], which may lie where the output will; or
    /// none.</param>
    public static void Forward<TShape, TActivation>(
        in CpuStep step,
        TensorBuffer input,
        TensorBuffer weights,
        TensorBuffer bias,
        TensorBuffer residual,
        TensorBuffer output)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        if (WinogradConvolution<TShape>.IsBetter(step))
        {
            WinogradConvolution<TShape>.Forward<TActivation>(step, input, weights, bias, residual, output);
        }
        else if (FilterwiseConvolution<TShape>.IsBetter(step))
        {
            FilterwiseConvolution<TShape>.Forward<TActivation>(step, input, weights, bias, residual, output);
        }
        else if (!ConvolutionPlan<TShape>.IsLargeForward)
        {
            FlatConvolution.Forward<TShape, TActivation>(step, input, weights, bias, output, residual);
        }
        else if (residual.IsNone || residual.Stride == output.Stride)
        {
            ConvolutionBlocks.Forward<TShape, TActivation>(step, input, weights, bias, output, residual);
        }
        else
        {
            // one of the two is part of a concatenation
            int size = TShape.Filters * TShape.OutputHeight * TShape.OutputWidth;
            ConvolutionBlocks.Forward<TShape, Identity>(step, input, weights, bias, output);
            Addition.Forward<TActivation>(step, size, output, residual, output);
        }
    }

    /// <summary>The maxima of windows over the activated output, which itself lies nowhere, and an activation of
    /// them.</summary>
    /// <param name="bias">[Filters], or none.</param>
    /// <param name="output">The maxima, [batch, Filters, OutputHeight, OutputWidth] of the pooling.</param>
    /// <param name="choice">For training: as of <see cref="MaxPooling.Forward{TShape,TActivation}"/>; none in
    /// inference.</param>
    public static void ForwardPooled<TShape, TActivation, TPool, TPoolActivation>(
        in CpuStep step,
        TensorBuffer input,
        TensorBuffer weights,
        TensorBuffer bias,
        TensorBuffer output,
        TensorBuffer choice)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
        where TPool : struct, IPoolingShape
        where TPoolActivation : struct, IActivation
    {
        if (WinogradConvolution<TShape>.IsBetter(step))
        {
            WinogradConvolution<TShape>.ForwardPooled<TActivation, TPool, TPoolActivation>(
                step, input, weights, bias, output, choice);
        }
        else if (FilterwiseConvolution<TShape>.IsBetter(step))
        {
            FilterwiseConvolution<TShape>.ForwardPooled<TActivation, TPool, TPoolActivation>(
                step, input, weights, bias, output, choice);
        }
        else if (ConvolutionPlan<TShape>.IsLargeForward)
        {
            PooledBlocks.Forward<TShape, TActivation, TPool, TPoolActivation>(
                step, input, weights, bias, output, choice);
        }
        else
        {
            FlatConvolution.ForwardPooled<TShape, TActivation, TPool, TPoolActivation>(
                step, input, weights, bias, output, choice);
        }
    }

    /// <summary>Overwrites the gradients of weights, bias and input.</summary>
    /// <param name="output">What the activation's derivative follows from: the forward pass's output, or of
    /// <see cref="Gelu"/> what it was before the activation.</param>
    /// <param name="outputGradient">Becomes the gradient before the activation.</param>
    /// <param name="weightsGradient">None where the weights are fixed.</param>
    /// <param name="biasGradient">None where there is no bias.</param>
    /// <param name="inputGradient">None where nobody needs it.</param>
    /// <param name="adds">Adds to the weights' gradient, which another kernel has written.</param>
    public static void Backward<TShape, TActivation>(
        in CpuStep step,
        TensorBuffer input,
        TensorBuffer weights,
        TensorBuffer output,
        TensorBuffer outputGradient,
        TensorBuffer weightsGradient,
        TensorBuffer biasGradient,
        TensorBuffer inputGradient,
        bool adds = false)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        if (WinogradConvolution<TShape>.IsBetter(step))
        {
            WinogradConvolution<TShape>.Backward<TActivation>(
                step, input, weights, output, outputGradient, weightsGradient, biasGradient, inputGradient,
                adds);
        }
        else if (ConvolutionPlan<TShape>.IsLarge)
        {
            ConvolutionBlocks.Backward<TShape, TActivation>(
                step, input, weights, output, outputGradient, weightsGradient, biasGradient, inputGradient,
                adds);
        }
        else
        {
            FlatConvolution.Backward<TShape, TActivation>(
                step, input, weights, output, outputGradient, weightsGradient, biasGradient, inputGradient,
                adds);
        }
    }
}
