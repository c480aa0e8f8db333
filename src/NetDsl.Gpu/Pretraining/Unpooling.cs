using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Undoes a max pooling by its choices, the "switches" of Zeiler and Fergus 2014; where windows overlap and
/// have chosen one pixel, their values add up.</summary>
public static class Unpooling
{
    /// <summary>Output [batch, channels, height, width] from input [batch, channels, output height, output
    /// width].</summary>
    /// <typeparam name="TShape">The pooling's, which went the other way.</typeparam>
    /// <param name="choice">As the pooling wrote it.</param>
    public static void Forward<TShape>(in GpuStep step, GpuBuffer input, GpuBuffer choice, GpuBuffer output)
        where TShape : struct, IPoolingShape
        => MaxPooling.Backward<TShape>(step, choice, input, output);

    /// <summary>Overwrites the input's gradient.</summary>
    public static void Backward<TShape>(
        in GpuStep step, GpuBuffer choice, GpuBuffer outputGradient, GpuBuffer inputGradient)
        where TShape : struct, IPoolingShape
    {
        int count = step.Times(Pooling.OutputSize<TShape>());
        var kernel = new UnpoolingBackward<TShape>(
            choice, outputGradient, new BatchView<PoolingOutputs<TShape>>(inputGradient), count);
        step.Launcher.LaunchOver(kernel, count);
    }
}

/// <summary>Each input asks the pixel it went to.</summary>
internal readonly struct UnpoolingBackward<TShape>(
    GpuBuffer choice, GpuBuffer outputGradient, BatchView<PoolingOutputs<TShape>> inputGradient, int count) : IKernel
    where TShape : struct, IPoolingShape
{
    private readonly int choiceStride = choice.Stride;
    private readonly int gradientStride = outputGradient.Stride;
    private readonly int count = count;
    private readonly ArrayView<int> choice = choice.View.Cast<int>();
    private readonly ArrayView<float> outputGradient = outputGradient.View;
    private readonly BatchView<PoolingOutputs<TShape>> inputGradient = inputGradient;

    public void Run()
    {
        int size = Pooling.OutputSize<TShape>();
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            int at = choice[index / size * choiceStride + index % size];
            inputGradient[index] = outputGradient[Pooling.InputStart<TShape>(index, gradientStride) + at];
        }
    }
}
