using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>The maximum of each window; the first of equal values wins, and NaN wins over all.</summary>
public static class MaxPooling
{
    /// <summary>Output [batch, channels, output height, output width] from input [batch, channels, height,
    /// width].</summary>
    /// <param name="choice">As output: where in its plane each maximum was, for the backward pass; or none.</param>
    public static void Forward<TShape>(in GpuStep step, GpuBuffer input, GpuBuffer output, GpuBuffer choice)
        where TShape : struct, IPoolingShape
        => Forward<TShape, Identity>(step, input, output, choice);

    /// <summary>The same with an activation of each maximum.</summary>
    public static void Forward<TShape, TActivation>(
        in GpuStep step, GpuBuffer input, GpuBuffer output, GpuBuffer choice)
        where TShape : struct, IPoolingShape
        where TActivation : struct, IActivation
    {
        int count = step.Times(Pooling.OutputSize<TShape>());
        var kernel = new MaxPoolingForward<TShape, TActivation>(
            input,
            new BatchView<PoolingOutputs<TShape>>(output),
            new BatchView<PoolingOutputs<TShape>>(choice.Exists ? choice : output),
            choice.Exists,
            count);
        step.Launcher.LaunchOver(kernel, count);
    }

    /// <summary>Overwrites the input's gradient.</summary>
    public static void Backward<TShape>(
        in GpuStep step, GpuBuffer choice, GpuBuffer outputGradient, GpuBuffer inputGradient)
        where TShape : struct, IPoolingShape
        => Backward<TShape, Identity>(step, choice, output: outputGradient, outputGradient, inputGradient);

    /// <summary>The same with an activation behind the maxima.</summary>
    /// <param name="output">What the activation's derivative follows from.</param>
    public static void Backward<TShape, TActivation>(
        in GpuStep step, GpuBuffer choice, GpuBuffer output, GpuBuffer outputGradient, GpuBuffer inputGradient)
        where TShape : struct, IPoolingShape
        where TActivation : struct, IActivation
    {
        int count = step.Times(Pooling.InputSize<TShape>());
        var kernel = new MaxPoolingBackward<TShape, TActivation>(
            choice, output, outputGradient, new BatchView<PoolingInputs<TShape>>(inputGradient), count);
        step.Launcher.LaunchOver(kernel, count);
    }
}

internal readonly struct MaxPoolingForward<TShape, TActivation>(
    GpuBuffer input,
    BatchView<PoolingOutputs<TShape>> output,
    BatchView<PoolingOutputs<TShape>> choice,
    bool hasChoice,
    int count) : IKernel
    where TShape : struct, IPoolingShape
    where TActivation : struct, IActivation
{
    private readonly int inputStride = input.Stride;
    private readonly int hasChoice = hasChoice ? 1 : 0;
    private readonly int count = count;
    private readonly ArrayView<float> input = input.View;
    private readonly BatchView<PoolingOutputs<TShape>> output = output;
    private readonly BatchView<PoolingOutputs<TShape>> choice = choice;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            int plane = Pooling.InputStart<TShape>(index, inputStride);
            var window = Pooling.Window<TShape>(index % Pooling.OutputPlane<TShape>());
            float best = float.NegativeInfinity;
            int bestAt = window.Top * TShape.Width + window.Left;
            for (int y = window.Top; y < window.Bottom; y++)
            {
                for (int x = window.Left; x < window.Right; x++)
                {
                    int at = y * TShape.Width + x;
                    float value = input[plane + at];
                    // false for a NaN that is already the best; true for one that is not
                    if (value > best || (XMath.IsNaN(value) && !XMath.IsNaN(best)))
                    {
                        best = value;
                        bestAt = at;
                    }
                }
            }

            // a window wholly in the padding sees nothing: 0, as padding elsewhere
            output[index] = TActivation.Apply(window.IsEmpty ? 0 : best);
            if (hasChoice != 0)
                choice[index] = Interop.IntAsFloat((uint)bestAt);
        }
    }
}

internal readonly struct MaxPoolingBackward<TShape, TActivation>(
    GpuBuffer choice,
    GpuBuffer output,
    GpuBuffer outputGradient,
    BatchView<PoolingInputs<TShape>> inputGradient,
    int count) : IKernel
    where TShape : struct, IPoolingShape
    where TActivation : struct, IActivation
{
    private readonly int choiceStride = choice.Stride;
    private readonly int outputStride = output.Stride;
    private readonly int gradientStride = outputGradient.Stride;
    private readonly int count = count;
    private readonly ArrayView<int> choice = choice.View.Cast<int>();
    private readonly ArrayView<float> output = output.View;
    private readonly ArrayView<float> outputGradient = outputGradient.View;
    private readonly BatchView<PoolingInputs<TShape>> inputGradient = inputGradient;

    // each input pixel asks the windows that cover it: no two threads write the same place
    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            int at = index % Pooling.InputPlane<TShape>();
            int choicePlane = Pooling.OutputStart<TShape>(index, choiceStride);
            int gradientPlane = Pooling.OutputStart<TShape>(index, gradientStride);
            int outputPlane = Pooling.OutputStart<TShape>(index, outputStride);
            var windows = Pooling.Covering<TShape>(at);
            float sum = 0;
            for (int y = windows.Top; y < windows.Bottom; y++)
            {
                for (int x = windows.Left; x < windows.Right; x++)
                {
                    int place = y * TShape.OutputWidth + x;
                    if (choice[choicePlane + place] == at)
                    {
                        float slope = TActivation.IsIdentity ? 1 : TActivation.Derivative(output[outputPlane + place]);
                        sum += slope * outputGradient[gradientPlane + place];
                    }
                }
            }

            inputGradient[index] = sum;
        }
    }
}
