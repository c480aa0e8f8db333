namespace NetDsl.Gpu;

/// <summary>A convolution's three directions, group by group: matrix products whose patches are read from the images as
/// they lie, or a thread for each value where groups are small.</summary>
internal static class ConvolutionPasses
{
    /// <summary>Output [batch, filters, height, width] = activation(weights ⋆ input + bias + residual).</summary>
    public static void ToOutput<TShape, TActivation>(
        in GpuStep step,
        GpuBuffer input,
        GpuBuffer weights,
        GpuBuffer bias,
        GpuBuffer output,
        GpuBuffer residual = default)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        if (GroupShape<TShape>.IsSmall)
        {
            SmallGroups.ToOutput<TShape, TActivation>(step, input, weights, bias, output, residual);
            return;
        }

        int area = TShape.OutputHeight * TShape.OutputWidth;
        for (int group = 0; group < TShape.Groups; group++)
        {
            var ofGroup = weights.From(group * GroupShape<TShape>.WeightCount);
            var shift = bias.From(group * GroupShape<TShape>.Filters);
            Products.Multiply(
                step.Launcher,
                RowMajor.Of(ofGroup, PatchStride<GroupShape<TShape>>.Stride),
                new PatchColumns<GroupShape<TShape>>(input.From(group * GroupShape<TShape>.InputSize)),
                new ImageSink<TActivation>(
                    output.From(group * GroupShape<TShape>.OutputSize),
                    (bias.Exists ? shift : weights).View, bias.Exists,
                    residual.From(group * GroupShape<TShape>.OutputSize), area),
                GroupShape<TShape>.Filters,
                step.Times(area),
                PatchStride<GroupShape<TShape>>.Stride);
        }
    }

    /// <summary>From the output's side to the input's: input [batch, channels, height, width] = activation(weightsᵀ ⋆
    /// output + bias).</summary>
    /// <param name="bias">[channels], or none.</param>
    public static void ToInput<TShape, TActivation>(
        in GpuStep step, GpuBuffer output, GpuBuffer weights, GpuBuffer bias, GpuBuffer input)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        if (GroupShape<TShape>.IsSmall)
        {
            SmallGroups.ToInput<TShape, TActivation>(step, output, weights, bias, input);
            return;
        }

        int area = TShape.Height * TShape.Width;
        for (int group = 0; group < TShape.Groups; group++)
        {
            var ofGroup = weights.From(group * GroupShape<TShape>.WeightCount);
            var shift = bias.From(group * GroupShape<TShape>.Channels);
            Products.Multiply(
                step.Launcher,
                new ChannelWeights<GroupShape<TShape>>(ofGroup.View),
                new WindowColumns<GroupShape<TShape>>(output.From(group * GroupShape<TShape>.OutputSize)),
                new ImageSink<TActivation>(
                    input.From(group * GroupShape<TShape>.InputSize),
                    (bias.Exists ? shift : weights).View, bias.Exists, residual: default, area),
                GroupShape<TShape>.Channels,
                step.Times(area),
                GroupShape<TShape>.Filters * TShape.WindowHeight * TShape.WindowWidth);
        }
    }

    /// <summary>Overwrites the weights' gradient, or adds to it.</summary>
    /// <param name="outputGradient">Before the activation.</param>
    public static void Weights<TShape>(
        in GpuStep step, GpuBuffer input, GpuBuffer outputGradient, GpuBuffer weightsGradient, bool adds)
        where TShape : struct, IConvolutionShape
    {
        if (GroupShape<TShape>.IsSmall)
        {
            SmallGroups.Weights<TShape>(step, input, outputGradient, weightsGradient, adds);
            return;
        }

        int count = GroupShape<TShape>.WeightCount;
        for (int group = 0; group < TShape.Groups; group++)
        {
            Products.MultiplyInParts(
                step.Launcher,
                new FilterPixels<GroupShape<TShape>>(outputGradient.From(group * GroupShape<TShape>.OutputSize)),
                new PatchRows<GroupShape<TShape>>(input.From(group * GroupShape<TShape>.InputSize)),
                weightsGradient.View.SubView(group * count, count),
                GroupShape<TShape>.Filters,
                PatchStride<GroupShape<TShape>>.Stride,
                step.Times(TShape.OutputHeight * TShape.OutputWidth),
                adds);
        }
    }
}
