using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Convolutions whose groups have a few filters each, such as one filter a channel: a thread for each value.
/// </summary>
internal static class SmallGroups
{
    /// <summary>See <see cref="ConvolutionPasses"/>.</summary>
    public static void ToOutput<TShape, TActivation>(
        in GpuStep step, GpuBuffer input, GpuBuffer weights, GpuBuffer bias, GpuBuffer output, GpuBuffer residual)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        int count = step.Times(TShape.Groups * GroupShape<TShape>.OutputSize);
        step.Launcher.LaunchOver(
            new SmallGroupsOutput<TShape, TActivation>(input, weights.View, bias, output, residual, count), count);
    }

    /// <summary>See <see cref="ConvolutionPasses"/>.</summary>
    public static void ToInput<TShape, TActivation>(
        in GpuStep step, GpuBuffer output, GpuBuffer weights, GpuBuffer bias, GpuBuffer input)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        int count = step.Times(TShape.Groups * GroupShape<TShape>.InputSize);
        step.Launcher.LaunchOver(
            new SmallGroupsInput<TShape, TActivation>(output, weights.View, bias, input, count), count);
    }

    /// <summary>See <see cref="ConvolutionPasses"/>.</summary>
    public static void Weights<TShape>(
        in GpuStep step, GpuBuffer input, GpuBuffer outputGradient, GpuBuffer weightsGradient, bool adds)
        where TShape : struct, IConvolutionShape
    {
        int pixels = step.Times(TShape.OutputHeight * TShape.OutputWidth);
        step.Launcher.Launch(
            new SmallGroupsWeights<TShape>(input, outputGradient, weightsGradient.View, pixels, adds),
            new Index3D(TShape.Groups * GroupShape<TShape>.WeightCount, 1, 1),
            GroupReduction.MaximalGroupSize);
    }
}

/// <summary>The output.</summary>
internal readonly struct SmallGroupsOutput<TShape, TActivation>(
    GpuBuffer input, ArrayView<float> weights, GpuBuffer bias, GpuBuffer output, GpuBuffer residual, int count)
    : IKernel
    where TShape : struct, IConvolutionShape
    where TActivation : struct, IActivation
{
    private readonly ArrayView<float> residual = residual.Exists ? residual.View : output.View;
    private readonly int residualStride = residual.Stride;
    private readonly int hasResidual = residual.Exists ? 1 : 0;
    private readonly ArrayView<float> input = input.View;
    private readonly int inputStride = input.Stride;
    private readonly ArrayView<float> weights = weights;
    private readonly ArrayView<float> bias = bias.Exists ? bias.View : weights;
    private readonly int hasBias = bias.Exists ? 1 : 0;
    private readonly ArrayView<float> output = output.View;
    private readonly int outputStride = output.Stride;
    private readonly int count = count;

    public void Run()
    {
        int area = TShape.OutputHeight * TShape.OutputWidth;
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            int filter = index / area % TShape.Filters;
            int image = index / area / TShape.Filters;
            int group = filter / GroupShape<TShape>.Filters;
            int pixel = index % area;
            int weight = filter * PatchStride<GroupShape<TShape>>.Stride;
            var channels = input.SubView(image * inputStride + group * GroupShape<TShape>.InputSize);
            float sum = hasBias == 0 ? 0 : bias[filter];
            for (int place = 0; place < PatchStride<GroupShape<TShape>>.Stride; place++)
                sum += weights[weight + place] * Patches<GroupShape<TShape>>.At(channels, 0, place, pixel);
            int value = index % (area * TShape.Filters);
            if (hasResidual != 0)
                sum += residual[image * residualStride + value];
            output[image * outputStride + value] = TActivation.Apply(sum);
        }
    }
}

/// <summary>The weights' gradient: a group of threads sums over the batch's pixels for one weight.</summary>
internal readonly struct SmallGroupsWeights<TShape>(
    GpuBuffer input, GpuBuffer outputGradient, ArrayView<float> weightsGradient, int pixels, bool adds) : IKernel
    where TShape : struct, IConvolutionShape
{
    private readonly ArrayView<float> input = input.View;
    private readonly int inputStride = input.Stride;
    private readonly ArrayView<float> outputGradient = outputGradient.View;
    private readonly int outputStride = outputGradient.Stride;
    private readonly ArrayView<float> weightsGradient = weightsGradient;
    private readonly int pixels = pixels;
    private readonly int adds = adds ? 1 : 0;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        int area = TShape.OutputHeight * TShape.OutputWidth;
        int filter = Grid.IdxX / PatchStride<GroupShape<TShape>>.Stride;
        int place = Grid.IdxX % PatchStride<GroupShape<TShape>>.Stride;
        int group = filter / GroupShape<TShape>.Filters;
        float sum = 0;
        for (int pixel = Group.IdxX; pixel < pixels; pixel += Group.DimX)
        {
            int image = pixel / area;
            var channels = input.SubView(image * inputStride + group * GroupShape<TShape>.InputSize);
            sum += outputGradient[image * outputStride + filter * area + pixel % area]
                * Patches<GroupShape<TShape>>.At(channels, 0, place, pixel % area);
        }

        float total = GroupReduction.Sum(sum, shared);
        if (Group.IdxX == 0)
            weightsGradient[Grid.IdxX] = adds == 0 ? total : weightsGradient[Grid.IdxX] + total;
    }
}

/// <summary>From the output's side to the input's.</summary>
internal readonly struct SmallGroupsInput<TShape, TActivation>(
    GpuBuffer output, ArrayView<float> weights, GpuBuffer bias, GpuBuffer input, int count) : IKernel
    where TShape : struct, IConvolutionShape
    where TActivation : struct, IActivation
{
    private readonly WindowColumns<GroupShape<TShape>> columns = new(output);
    private readonly ArrayView<float> weights = weights;
    private readonly ArrayView<float> bias = bias.Exists ? bias.View : weights;
    private readonly int hasBias = bias.Exists ? 1 : 0;
    private readonly ArrayView<float> input = input.View;
    private readonly int inputStride = input.Stride;
    private readonly int count = count;

    public void Run()
    {
        int area = TShape.Height * TShape.Width;
        int window = TShape.WindowHeight * TShape.WindowWidth;
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            int channel = index / area % TShape.Channels;
            int image = index / area / TShape.Channels;
            int group = channel / GroupShape<TShape>.Channels;
            float sum = hasBias == 0 ? 0 : bias[channel];
            for (int depth = 0; depth < GroupShape<TShape>.Filters * window; depth++)
            {
                int filter = group * GroupShape<TShape>.Filters + depth / window;
                int weight = (filter * GroupShape<TShape>.Channels + channel % GroupShape<TShape>.Channels) * window;
                sum += weights[weight + depth % window]
                    * columns.At(image * area + index % area, group * GroupShape<TShape>.Filters * window + depth);
            }

            input[image * inputStride + index % (area * TShape.Channels)] = TActivation.Apply(sum);
        }
    }
}
