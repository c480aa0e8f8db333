using ILGPU;

namespace NetDsl.Gpu;

/// <summary>What average and sum pooling share.</summary>
internal static class WindowSum
{
    public static void Forward<TShape>(in GpuStep step, bool mean, GpuBuffer input, GpuBuffer output)
        where TShape : struct, IPoolingShape
    {
        int count = step.Times(Pooling.OutputSize<TShape>());
        var kernel = new WindowSumForward<TShape>(
            input, new BatchView<PoolingOutputs<TShape>>(output), mean, count);
        step.Launcher.LaunchOver(kernel, count);
    }

    public static void Backward<TShape>(in GpuStep step, bool mean, GpuBuffer outputGradient, GpuBuffer inputGradient)
        where TShape : struct, IPoolingShape
    {
        int count = step.Times(Pooling.InputSize<TShape>());
        var kernel = new WindowSumBackward<TShape>(
            outputGradient, new BatchView<PoolingInputs<TShape>>(inputGradient), mean, count);
        step.Launcher.LaunchOver(kernel, count);
    }
}

internal readonly struct WindowSumForward<TShape>(
    GpuBuffer input, BatchView<PoolingOutputs<TShape>> output, bool mean, int count) : IKernel
    where TShape : struct, IPoolingShape
{
    private readonly int inputStride = input.Stride;
    private readonly int mean = mean ? 1 : 0;
    private readonly int count = count;
    private readonly ArrayView<float> input = input.View;
    private readonly BatchView<PoolingOutputs<TShape>> output = output;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            int plane = Pooling.InputStart<TShape>(index, inputStride);
            var window = Pooling.Window<TShape>(index % Pooling.OutputPlane<TShape>());
            float sum = 0;
            for (int y = window.Top; y < window.Bottom; y++)
            {
                for (int x = window.Left; x < window.Right; x++)
                    sum += input[plane + y * TShape.Width + x];
            }

            output[index] = mean == 0 || window.IsEmpty ? sum : sum / window.Area;
        }
    }
}

internal readonly struct WindowSumBackward<TShape>(
    GpuBuffer outputGradient, BatchView<PoolingInputs<TShape>> inputGradient, bool mean, int count) : IKernel
    where TShape : struct, IPoolingShape
{
    private readonly int gradientStride = outputGradient.Stride;
    private readonly int mean = mean ? 1 : 0;
    private readonly int count = count;
    private readonly ArrayView<float> outputGradient = outputGradient.View;
    private readonly BatchView<PoolingInputs<TShape>> inputGradient = inputGradient;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            int plane = Pooling.OutputStart<TShape>(index, gradientStride);
            var windows = Pooling.Covering<TShape>(index % Pooling.InputPlane<TShape>());
            float sum = 0;
            for (int y = windows.Top; y < windows.Bottom; y++)
            {
                for (int x = windows.Left; x < windows.Right; x++)
                {
                    int output = y * TShape.OutputWidth + x;
                    float gradient = outputGradient[plane + output];
                    sum += mean == 0 ? gradient : gradient / Pooling.Window<TShape>(output).Area;
                }
            }

            inputGradient[index] = sum;
        }
    }
}
