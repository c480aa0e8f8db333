namespace NetDsl.Gpu;

/// <summary>An activation on its own, where it could not be fused into the layer before it.</summary>
public static class Activation
{
    /// <summary>Output = activation(input), each [batch, size]; may be the same buffer.</summary>
    public static void Forward<TActivation>(in GpuStep step, int size, GpuBuffer input, GpuBuffer output)
        where TActivation : struct, IActivation
    {
        var rows = BatchRows.Of(step.Count, size, input, output);
        step.Launcher.LaunchOver(new ActivationForward<TActivation>(new(input), new(output), rows), rows);
    }

    /// <summary>Input's gradient = output's gradient · the derivative; may be the same buffer.</summary>
    /// <param name="kept">What the derivative follows from: the output, or of <see cref="Gelu"/> the input.</param>
    public static void Backward<TActivation>(
        in GpuStep step, int size, GpuBuffer kept, GpuBuffer outputGradient, GpuBuffer inputGradient)
        where TActivation : struct, IActivation
    {
        var rows = BatchRows.Of(step.Count, size, kept, outputGradient, inputGradient);
        step.Launcher.LaunchOver(
            new ActivationBackward<TActivation>(new(kept), new(outputGradient), new(inputGradient), rows), rows);
    }
}

internal readonly struct ActivationForward<TActivation>(RowsView input, RowsView output, BatchRows rows) : IKernel
    where TActivation : struct, IActivation
{
    private readonly BatchRows rows = rows;
    private readonly RowsView input = input;
    private readonly RowsView output = output;

    public void Run()
    {
        for (int row = Threads.FirstRow; row < rows.Count; row += Threads.RowStride)
        {
            for (int index = Threads.First; index < rows.Length; index += Threads.Stride)
                output[row, index] = TActivation.Apply(input[row, index]);
        }
    }
}

internal readonly struct ActivationBackward<TActivation>(
    RowsView kept, RowsView outputGradient, RowsView inputGradient, BatchRows rows) : IKernel
    where TActivation : struct, IActivation
{
    private readonly BatchRows rows = rows;
    private readonly RowsView kept = kept;
    private readonly RowsView outputGradient = outputGradient;
    private readonly RowsView inputGradient = inputGradient;

    public void Run()
    {
        for (int row = Threads.FirstRow; row < rows.Count; row += Threads.RowStride)
        {
            for (int index = Threads.First; index < rows.Length; index += Threads.Stride)
                inputGradient[row, index] = outputGradient[row, index] * TActivation.Derivative(kept[row, index]);
        }
    }
}
