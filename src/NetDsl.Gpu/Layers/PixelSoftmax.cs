using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>Softmax over the channels: a pixel a thread, so that neighbours read neighbours.</summary>
internal readonly struct PixelSoftmaxForward(GpuBuffer input, GpuBuffer output, int channels, int area, int pixels)
    : IKernel
{
    private readonly ArrayView<float> input = input.View;
    private readonly int inputStride = input.Stride;
    private readonly ArrayView<float> output = output.View;
    private readonly int outputStride = output.Stride;
    private readonly int channels = channels;
    private readonly int area = area;
    private readonly int pixels = pixels;

    public void Run()
    {
        for (int pixel = Threads.First; pixel < pixels; pixel += Threads.Stride)
        {
            int first = pixel / area * inputStride + pixel % area;
            int target = pixel / area * outputStride + pixel % area;
            float maximum = input[first];
            for (int channel = 1; channel < channels; channel++)
                maximum = XMath.Max(maximum, input[first + channel * area]);
            float sum = 0;
            for (int channel = 0; channel < channels; channel++)
                sum += XMath.Exp(input[first + channel * area] - maximum);
            float scale = 1 / sum;
            for (int channel = 0; channel < channels; channel++)
                output[target + channel * area] = XMath.Exp(input[first + channel * area] - maximum) * scale;
        }
    }
}

/// <summary>output · (gradient − Σ output · gradient), with the sum over the channels: a pixel a thread.</summary>
internal readonly struct PixelSoftmaxBackward(
    GpuBuffer output, GpuBuffer outputGradient, GpuBuffer inputGradient, int channels, int area, int pixels) : IKernel
{
    private readonly ArrayView<float> output = output.View;
    private readonly int outputStride = output.Stride;
    private readonly ArrayView<float> outputGradient = outputGradient.View;
    private readonly int gradientStride = outputGradient.Stride;
    private readonly ArrayView<float> inputGradient = inputGradient.View;
    private readonly int inputStride = inputGradient.Stride;
    private readonly int channels = channels;
    private readonly int area = area;
    private readonly int pixels = pixels;

    public void Run()
    {
        for (int pixel = Threads.First; pixel < pixels; pixel += Threads.Stride)
        {
            int first = pixel / area * outputStride + pixel % area;
            int gradient = pixel / area * gradientStride + pixel % area;
            int target = pixel / area * inputStride + pixel % area;
            float product = 0;
            for (int channel = 0; channel < channels; channel++)
                product += output[first + channel * area] * outputGradient[gradient + channel * area];
            for (int channel = 0; channel < channels; channel++)
            {
                float difference = outputGradient[gradient + channel * area] - product;
                inputGradient[target + channel * area] = output[first + channel * area] * difference;
            }
        }
    }
}
