using ILGPU;

namespace NetDsl.Gpu;

/// <summary>What average and sum pooling share.</summary>
internal static class WindowSum
{
    public static void Forward<TShape>(in GpuStep step, bool mean, GpuBuffer input, GpuBuffer output)
        where TShape : struct, IPoolingShape
    {
        int count = step.Count * Pooling.OutputSize<TShape>();
        step.Launcher.LaunchOver(new WindowSumForward<TShape>(input.View, output.View, mean, count), count);
    }

    public static void Backward<TShape>(in GpuStep step, bool mean, GpuBuffer outputGradient, GpuBuffer inputGradient)
        where TShape : struct, IPoolingShape
    {
        int count = step.Count * Pooling.InputSize<TShape>();
        step.Launcher.LaunchOver(
            new WindowSumBackward<TShape>(outputGradient.View, inputGradient.View, mean, count), count);
    }
}

internal readonly struct WindowSumForward<TShape>(ArrayView<float> input, ArrayView<float> output, bool mean, int count)
    : IKernel
    where TShape : struct, IPoolingShape
{
    private readonly ArrayView<float> input = input;
    private readonly ArrayView<float> output = output;
    private readonly int mean = mean ? 1 : 0;
    private readonly int count = count;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            var window = Pooling.Window<TShape>(index);
            float sum = 0;
            for (int y = window.Top; y < window.Bottom; y++)
            {
                for (int x = window.Left; x < window.Right; x++)
                    sum += input[window.Plane + y * TShape.Width + x];
            }

            output[index] = mean == 0 || window.IsEmpty ? sum : sum / window.Area;
        }
    }
}

internal readonly struct WindowSumBackward<TShape>(
    ArrayView<float> outputGradient, ArrayView<float> inputGradient, bool mean, int count) : IKernel
    where TShape : struct, IPoolingShape
{
    private readonly ArrayView<float> outputGradient = outputGradient;
    private readonly ArrayView<float> inputGradient = inputGradient;
    private readonly int mean = mean ? 1 : 0;
    private readonly int count = count;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            var windows = Pooling.Covering<TShape>(index);
            float sum = 0;
            for (int y = windows.Top; y < windows.Bottom; y++)
            {
                for (int x = windows.Left; x < windows.Right; x++)
                {
                    int output = windows.Plane + y * TShape.OutputWidth + x;
                    float gradient = outputGradient[output];
                    sum += mean == 0 ? gradient : gradient / Pooling.Window<TShape>(output).Area;
                }
            }

            inputGradient[index] = sum;
        }
    }
}
