using ILGPU;

namespace NetDsl.Gpu;

/// <summary>f(input · factor + addend + residual), with a factor and an addend for each channel.</summary>
internal readonly struct ScaleChannels<TActivation>(
    BatchView input,
    ArrayView<float> factor,
    ArrayView<float> addend,
    BatchView residual,
    BatchView output,
    bool hasAddend,
    bool hasResidual,
    int channels,
    int area,
    int count) : IKernel
    where TActivation : struct, IActivation
{
    private readonly BatchView input = input;
    private readonly ArrayView<float> factor = factor;
    private readonly ArrayView<float> addend = addend;
    private readonly BatchView residual = residual;
    private readonly BatchView output = output;
    private readonly int hasAddend = hasAddend ? 1 : 0;
    private readonly int hasResidual = hasResidual ? 1 : 0;
    private readonly int channels = channels;
    private readonly int area = area;
    private readonly int count = count;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            int channel = index / area % channels;
            float value = input[index] * factor[channel];
            if (hasAddend != 0)
                value += addend[channel];
            if (hasResidual != 0)
                value += residual[index];
            output[index] = TActivation.Apply(value);
        }
    }
}
