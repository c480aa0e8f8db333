using ILGPU;

namespace NetDsl.Gpu;

/// <summary>The output of a convolution whose weights are not shared.</summary>
internal readonly struct LocalOutput<TShape, TActivation>(
    GpuBuffer input, ArrayView<float> weights, GpuBuffer bias, GpuBuffer output, int count) : IKernel
    where TShape : struct, IConvolutionShape
    where TActivation : struct, IActivation
{
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
            int unit = index % (area * TShape.Filters);
            int image = index / (area * TShape.Filters);
            int weight = unit * PatchStride<TShape>.Stride;
            var channels = input.SubView(image * inputStride);
            float sum = hasBias == 0 ? 0 : bias[unit];
            for (int place = 0; place < PatchStride<TShape>.Stride; place++)
                sum += weights[weight + place] * Patches<TShape>.At(channels, 0, place, unit % area);
            output[image * outputStride + unit] = TActivation.Apply(sum);
        }
    }
}

/// <summary>The weights' gradient: a thread sums over the batch for one weight.</summary>
internal readonly struct LocalWeights<TShape>(
    GpuBuffer input, GpuBuffer outputGradient, ArrayView<float> weightsGradient, int images, int count) : IKernel
    where TShape : struct, IConvolutionShape
{
    private readonly ArrayView<float> input = input.View;
    private readonly int inputStride = input.Stride;
    private readonly ArrayView<float> outputGradient = outputGradient.View;
    private readonly int outputStride = outputGradient.Stride;
    private readonly ArrayView<float> weightsGradient = weightsGradient;
    private readonly int images = images;
    private readonly int count = count;

    public void Run()
    {
        int area = TShape.OutputHeight * TShape.OutputWidth;
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            int unit = index / PatchStride<TShape>.Stride;
            int place = index % PatchStride<TShape>.Stride;
            float sum = 0;
            for (int image = 0; image < images; image++)
            {
                sum += outputGradient[image * outputStride + unit]
                    * Patches<TShape>.At(input.SubView(image * inputStride), 0, place, unit % area);
            }

            weightsGradient[index] = sum;
        }
    }
}

/// <summary>The input's gradient: a thread sums, for one pixel, over the filters and the windows that see it.</summary>
internal readonly struct LocalInput<TShape>(
    GpuBuffer outputGradient, ArrayView<float> weights, GpuBuffer inputGradient, int count) : IKernel
    where TShape : struct, IConvolutionShape
{
    private readonly ArrayView<float> outputGradient = outputGradient.View;
    private readonly int outputStride = outputGradient.Stride;
    private readonly ArrayView<float> weights = weights;
    private readonly ArrayView<float> inputGradient = inputGradient.View;
    private readonly int inputStride = inputGradient.Stride;
    private readonly int count = count;

    public void Run()
    {
        int area = TShape.Height * TShape.Width;
        int size = area * TShape.Channels;
        int outputs = TShape.OutputHeight * TShape.OutputWidth;
        int window = TShape.WindowHeight * TShape.WindowWidth;
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            int image = index / size;
            int pixel = index % area;
            int channel = index % size / area;
            float sum = 0;
            for (int place = 0; place < window; place++)
            {
                int y = pixel / TShape.Width + TShape.PadTop - place / TShape.WindowWidth * TShape.DilationY;
                int x = pixel % TShape.Width + TShape.PadLeft - place % TShape.WindowWidth * TShape.DilationX;
                bool isStart = y >= 0 && x >= 0 && y % TShape.StrideY == 0 && x % TShape.StrideX == 0;
                if (isStart && y / TShape.StrideY < TShape.OutputHeight && x / TShape.StrideX < TShape.OutputWidth)
                {
                    int unit = y / TShape.StrideY * TShape.OutputWidth + x / TShape.StrideX;
                    for (int filter = 0; filter < TShape.Filters; filter++)
                    {
                        sum += weights[(unit * TShape.Channels + channel) * window + place]
                            * outputGradient[image * outputStride + unit];
                        unit += outputs;
                    }
                }
            }

            inputGradient[image * inputStride + index % size] = sum;
        }
    }
}
