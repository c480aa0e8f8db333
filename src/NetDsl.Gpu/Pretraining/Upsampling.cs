using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Undoes a pooling by repeating each value over its window; a pixel that several windows see has the mean of
/// their values, one that none sees is 0.</summary>
public static class Upsampling
{
    /// <summary>Output [batch, channels, height, width] from input [batch, channels, output height, output
    /// width].</summary>
    /// <typeparam name="TShape">The pooling's, which went the other way.</typeparam>
    public static void Forward<TShape>(in GpuStep step, GpuBuffer input, GpuBuffer output)
        where TShape : struct, IPoolingShape
    {
        int count = step.Times(Pooling.InputSize<TShape>());
        var kernel = new UpsamplingForward<TShape>(
            input, new BatchView<PoolingInputs<TShape>>(output), count);
        step.Launcher.LaunchOver(kernel, count);
    }

    /// <summary>Overwrites the input's gradient.</summary>
    public static void Backward<TShape>(in GpuStep step, GpuBuffer outputGradient, GpuBuffer inputGradient)
        where TShape : struct, IPoolingShape
    {
        int count = step.Times(Pooling.OutputSize<TShape>());
        var kernel = new UpsamplingBackward<TShape>(
            outputGradient, new BatchView<PoolingOutputs<TShape>>(inputGradient), count);
        step.Launcher.LaunchOver(kernel, count);
    }
}

internal readonly struct UpsamplingForward<TShape>(
    GpuBuffer input, BatchView<PoolingInputs<TShape>> output, int count) : IKernel
    where TShape : struct, IPoolingShape
{
    private readonly int inputStride = input.Stride;
    private readonly int count = count;
    private readonly ArrayView<float> input = input.View;
    private readonly BatchView<PoolingInputs<TShape>> output = output;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            int plane = Pooling.OutputStart<TShape>(index, inputStride);
            var windows = Pooling.Covering<TShape>(index % Pooling.InputPlane<TShape>());
            float sum = 0;
            for (int y = windows.Top; y < windows.Bottom; y++)
            {
                for (int x = windows.Left; x < windows.Right; x++)
                    sum += input[plane + y * TShape.OutputWidth + x];
            }

            output[index] = windows.IsEmpty ? 0 : sum / windows.Area;
        }
    }
}

internal readonly struct UpsamplingBackward<TShape>(
    GpuBuffer outputGradient, BatchView<PoolingOutputs<TShape>> inputGradient, int count) : IKernel
    where TShape : struct, IPoolingShape
{
    private readonly int gradientStride = outputGradient.Stride;
    private readonly int count = count;
    private readonly ArrayView<float> outputGradient = outputGradient.View;
    private readonly BatchView<PoolingOutputs<TShape>> inputGradient = inputGradient;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            int plane = Pooling.InputStart<TShape>(index, gradientStride);
            var window = Pooling.Window<TShape>(index % Pooling.OutputPlane<TShape>());
            float sum = 0;
            for (int y = window.Top; y < window.Bottom; y++)
            {
                for (int x = window.Left; x < window.Right; x++)
                {
                    int pixel = y * TShape.Width + x;
                    sum += outputGradient[plane + pixel] / Pooling.Covering<TShape>(pixel).Area;
                }
            }

            inputGradient[index] = sum;
        }
    }
}
