namespace NetDsl.Gpu;

/// <summary>An activation on its own, where it could not be fused into the layer before it.</summary>
public static class Activation
{
    /// <summary>Output = activation(input), each [batch, size]; may be the same buffer.</summary>
    public static void Forward<TActivation>(in GpuStep step, int size, GpuBuffer input, GpuBuffer output)
        where TActivation : struct, IActivation
        => step.Launcher.LaunchOver(
            new ActivationForward<TActivation>(
                new BatchView(input, size), new BatchView(output, size), step.Count * size),
            step.Count * size);

    /// <summary>Input's gradient = output's gradient · the derivative; may be the same buffer.</summary>
    /// <param name="kept">What the derivative follows from: the output, or of <see cref="Gelu"/> the input.</param>
    public static void Backward<TActivation>(
        in GpuStep step, int size, GpuBuffer kept, GpuBuffer outputGradient, GpuBuffer inputGradient)
        where TActivation : struct, IActivation
        => step.Launcher.LaunchOver(
            new ActivationBackward<TActivation>(
                new BatchView(kept, size),
                new BatchView(outputGradient, size),
                new BatchView(inputGradient, size),
                step.Count * size),
            step.Count * size);
}

internal readonly struct ActivationForward<TActivation>(BatchView input, BatchView output, int count) : IKernel
    where TActivation : struct, IActivation
{
    private readonly BatchView input = input;
    private readonly BatchView output = output;
    private readonly int count = count;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
            output[index] = TActivation.Apply(input[index]);
    }
}

internal readonly struct ActivationBackward<TActivation>(
    BatchView kept, BatchView outputGradient, BatchView inputGradient, int count) : IKernel
    where TActivation : struct, IActivation
{
    private readonly BatchView kept = kept;
    private readonly BatchView outputGradient = outputGradient;
    private readonly BatchView inputGradient = inputGradient;
    private readonly int count = count;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
            inputGradient[index] = outputGradient[index] * TActivation.Derivative(kept[index]);
    }
}
