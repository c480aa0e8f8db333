using ILGPU;

namespace NetDsl.Gpu;

/// <summary>An activation on its own, where it could not be fused into the layer before it.</summary>
public static class Activation
{
    /// <summary>Output = activation(input), each [batch, size]; may be the same buffer.</summary>
    public static void Forward<TActivation>(in GpuStep step, int size, GpuBuffer input, GpuBuffer output)
        where TActivation : struct, IActivation
        => step.Launcher.LaunchOver(
            new ActivationForward<TActivation>(input.View, output.View, step.Count * size), step.Count * size);

    /// <summary>Input's gradient = output's gradient · the derivative at the output; may be the same buffer.</summary>
    public static void Backward<TActivation>(
        in GpuStep step, int size, GpuBuffer output, GpuBuffer outputGradient, GpuBuffer inputGradient)
        where TActivation : struct, IActivation
        => step.Launcher.LaunchOver(
            new ActivationBackward<TActivation>(
                output.View, outputGradient.View, inputGradient.View, step.Count * size),
            step.Count * size);
}

internal readonly struct ActivationForward<TActivation>(ArrayView<float> input, ArrayView<float> output, int count)
    : IKernel
    where TActivation : struct, IActivation
{
    private readonly ArrayView<float> input = input;
    private readonly ArrayView<float> output = output;
    private readonly int count = count;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
            output[index] = TActivation.Apply(input[index]);
    }
}

internal readonly struct ActivationBackward<TActivation>(
    ArrayView<float> output, ArrayView<float> outputGradient, ArrayView<float> inputGradient, int count) : IKernel
    where TActivation : struct, IActivation
{
    private readonly ArrayView<float> output = output;
    private readonly ArrayView<float> outputGradient = outputGradient;
    private readonly ArrayView<float> inputGradient = inputGradient;
    private readonly int count = count;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
            inputGradient[index] = outputGradient[index] * TActivation.Derivative(output[index]);
    }
}
