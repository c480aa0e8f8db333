using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>Local response normalisation across channels: y = x / (Bias + Alpha · Σ x²)^Beta, with the sum over the
/// channels around (Krizhevsky et al. 2012, 3.3).</summary>
public static class ResponseNormalization
{
    /// <summary>Output [batch, channels, area] from input of the same shape; not the same buffer.</summary>
    public static void Forward<TShape>(in GpuStep step, GpuBuffer input, GpuBuffer output)
        where TShape : struct, IResponseNormalizationShape
    {
        int size = TShape.Channels * TShape.Area;
        var kernel = new ResponseForward<TShape>(
            input, new BatchView<ResponseValues<TShape>>(output), step.Times(size));
        step.Launcher.LaunchOver(kernel, step.Times(size));
    }

    /// <summary>Overwrites the input's gradient; not the output gradient's buffer.</summary>
    /// <param name="input">The forward pass's: the sums are computed again.</param>
    public static void Backward<TShape>(
        in GpuStep step, GpuBuffer input, GpuBuffer outputGradient, GpuBuffer inputGradient)
        where TShape : struct, IResponseNormalizationShape
    {
        int size = TShape.Channels * TShape.Area;
        var kernel = new ResponseBackward<TShape>(
            input, outputGradient, new BatchView<ResponseValues<TShape>>(inputGradient), step.Times(size));
        step.Launcher.LaunchOver(kernel, step.Times(size));
    }
}

/// <summary>Values of an example.</summary>
internal readonly struct ResponseValues<TShape> : IExampleSize
    where TShape : struct, IResponseNormalizationShape
{
    public static int Size => TShape.Channels * TShape.Area;
}

/// <summary>The sums and powers of a normalisation.</summary>
internal static class Response<TShape>
    where TShape : struct, IResponseNormalizationShape
{
    public static int First(int channel) => IntrinsicMath.Max(0, channel - TShape.Size / 2);

    public static int Last(int channel) => IntrinsicMath.Min(TShape.Channels - 1, channel + TShape.Size / 2);

    /// <summary>Bias + Alpha · Σ x², over the window of a channel.</summary>
    /// <param name="pixel">Where the pixel lies in the first channel.</param>
    public static float Scale(ArrayView<float> x, int pixel, int channel)
    {
        float sum = 0;
        for (int i = First(channel); i <= Last(channel); i++)
            sum += x[pixel + i * TShape.Area] * x[pixel + i * TShape.Area];
        return TShape.Bias + TShape.Alpha * sum;
    }

    /// <summary>scale^−Beta</summary>
    public static float Power(float scale)
    {
        if (TShape.Beta == 0.5f)
            return 1 / XMath.Sqrt(scale);
        if (TShape.Beta == 0.75f)
            return 1 / (XMath.Sqrt(scale) * XMath.Sqrt(XMath.Sqrt(scale)));
        return XMath.Exp(-TShape.Beta * XMath.Log(scale));
    }
}

/// <summary>A value a thread: neighbours read neighbours, and the channels around come from the cache.</summary>
internal readonly struct ResponseForward<TShape>(
    GpuBuffer input, BatchView<ResponseValues<TShape>> output, int count) : IKernel
    where TShape : struct, IResponseNormalizationShape
{
    private readonly int stride = input.Stride;
    private readonly int count = count;
    private readonly ArrayView<float> input = input.View;
    private readonly BatchView<ResponseValues<TShape>> output = output;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            int place = index % (TShape.Channels * TShape.Area);
            int channel = place / TShape.Area;
            int pixel = index / (TShape.Channels * TShape.Area) * stride + place % TShape.Area;
            float scale = Response<TShape>.Scale(input, pixel, channel);
            output[index] = input[pixel + channel * TShape.Area] * Response<TShape>.Power(scale);
        }
    }
}

/// <summary>dx = dy s^−Beta − 2 Alpha Beta x Σ dy x s^(−Beta − 1), with s = Bias + Alpha · Σ x² of each channel's
/// window: a value a thread, which computes the sums of its window again.</summary>
internal readonly struct ResponseBackward<TShape>(
    GpuBuffer input, GpuBuffer outputGradient, BatchView<ResponseValues<TShape>> inputGradient, int count) : IKernel
    where TShape : struct, IResponseNormalizationShape
{
    private readonly int inputStride = input.Stride;
    private readonly int gradientStride = outputGradient.Stride;
    private readonly int count = count;
    private readonly ArrayView<float> input = input.View;
    private readonly ArrayView<float> outputGradient = outputGradient.View;
    private readonly BatchView<ResponseValues<TShape>> inputGradient = inputGradient;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            int example = index / (TShape.Channels * TShape.Area);
            int place = index % (TShape.Channels * TShape.Area);
            int channel = place / TShape.Area;
            int pixel = example * inputStride + place % TShape.Area;
            int gradient = example * gradientStride + place % TShape.Area;
            float direct = 0;
            float sum = 0;
            for (int other = Response<TShape>.First(channel); other <= Response<TShape>.Last(channel); other++)
            {
                float scale = Response<TShape>.Scale(input, pixel, other);
                float term = outputGradient[gradient + other * TShape.Area] * Response<TShape>.Power(scale);
                direct = other == channel ? term : direct;
                sum += term * input[pixel + other * TShape.Area] / scale;
            }

            float weight = 2 * TShape.Alpha * TShape.Beta * input[pixel + channel * TShape.Area];
            inputGradient[index] = direct - weight * sum;
        }
    }
}
