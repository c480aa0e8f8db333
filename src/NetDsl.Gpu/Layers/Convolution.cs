namespace NetDsl.Gpu;

/// <summary>A 2-D convolution with its bias and activation: matrix products whose patches are read from the images as
/// they lie.</summary>
public static class Convolution
{
    /// <summary>Output [batch, filters, height, width] = activation(weights ⋆ input + bias).</summary>
    /// <param name="weights">[filters, channels / groups, window height, window width]</param>
    /// <param name="bias">[filters], or none.</param>
    public static void Forward<TShape, TActivation>(
        in GpuStep step, GpuBuffer input, GpuBuffer weights, GpuBuffer bias, GpuBuffer output)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        if (GroupShape<TShape>.IsSmall)
        {
            SmallGroups.Forward<TShape, TActivation>(step, input, weights, bias, output);
            return;
        }

        for (int group = 0; group < TShape.Groups; group++)
        {
            GroupForward<GroupShape<TShape>, TActivation>(
                step,
                input.From(group * GroupShape<TShape>.InputSize),
                weights.From(group * GroupShape<TShape>.WeightCount),
                bias.From(group * GroupShape<TShape>.Filters),
                output.From(group * GroupShape<TShape>.OutputSize));
        }
    }

    private static void GroupForward<TShape, TActivation>(
        in GpuStep step, GpuBuffer input, GpuBuffer weights, GpuBuffer bias, GpuBuffer output)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        int area = TShape.OutputHeight * TShape.OutputWidth;
        Products.Multiply(
            step.Launcher,
            RowMajor.Of(weights, PatchStride<TShape>.Stride),
            new PatchColumns<TShape>(input),
            new ImageSink<TActivation>(output, (bias.Exists ? bias : weights).View, bias.Exists, area),
            TShape.Filters,
            step.Count * area,
            PatchStride<TShape>.Stride);
    }

    /// <summary>Overwrites the gradients of weights, bias and input; none is computed where the buffer is
    /// none.</summary>
    /// <param name="output">[batch, filters, height, width], from the forward pass; of <see cref="Gelu"/> what it was
    /// before the activation.</param>
    /// <param name="outputGradient">As output; becomes the gradient before the activation.</param>
    public static void Backward<TShape, TActivation>(
        in GpuStep step,
        GpuBuffer input,
        GpuBuffer weights,
        GpuBuffer output,
        GpuBuffer outputGradient,
        GpuBuffer weightsGradient,
        GpuBuffer biasGradient,
        GpuBuffer inputGradient)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        int area = TShape.OutputHeight * TShape.OutputWidth;
        ChannelGradients.Compute<TActivation>(step, TShape.Filters, area, output, outputGradient, biasGradient);
        if (GroupShape<TShape>.IsSmall)
        {
            SmallGroups.Backward<TShape>(step, input, weights, outputGradient, weightsGradient, inputGradient);
            return;
        }

        for (int group = 0; group < TShape.Groups; group++)
        {
            GroupBackward<GroupShape<TShape>>(
                step,
                input.From(group * GroupShape<TShape>.InputSize),
                weights.From(group * GroupShape<TShape>.WeightCount),
                outputGradient.From(group * GroupShape<TShape>.OutputSize),
                weightsGradient.From(group * GroupShape<TShape>.WeightCount),
                inputGradient.From(group * GroupShape<TShape>.InputSize));
        }
    }

    /// <param name="outputGradient">Before the activation.</param>
    private static void GroupBackward<TShape>(
        in GpuStep step,
        GpuBuffer input,
        GpuBuffer weights,
        GpuBuffer outputGradient,
        GpuBuffer weightsGradient,
        GpuBuffer inputGradient)
        where TShape : struct, IConvolutionShape
    {
        if (weightsGradient.Exists)
        {
            Products.MultiplyInParts(
                step.Launcher,
                new FilterPixels<TShape>(outputGradient),
                new PatchRows<TShape>(input),
                weightsGradient.View.SubView(0, TShape.Filters * PatchStride<TShape>.Stride),
                TShape.Filters,
                PatchStride<TShape>.Stride,
                step.Count * TShape.OutputHeight * TShape.OutputWidth);
        }

        if (inputGradient.Exists)
        {
            int inputArea = TShape.Height * TShape.Width;
            Products.Multiply(
                step.Launcher,
                new ChannelWeights<TShape>(weights.View),
                new WindowColumns<TShape>(outputGradient),
                new ImageSink<Identity>(inputGradient, weights.View, hasBias: false, inputArea),
                TShape.Channels,
                step.Count * inputArea,
                TShape.Filters * TShape.WindowHeight * TShape.WindowWidth);
        }
    }
}
