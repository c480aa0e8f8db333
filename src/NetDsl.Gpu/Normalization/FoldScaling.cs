using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Weights [channels, fan] times their channel's factor, and each channel's bias · factor + addend.</summary>
internal readonly struct FoldScaling(
    NormalizationScaling scaling,
    ArrayView<float> weights,
    ArrayView<float> bias,
    ArrayView<float> foldedWeights,
    ArrayView<float> foldedBias,
    bool hasBias,
    int channels,
    int fan) : IKernel
{
    private readonly NormalizationScaling scaling = scaling;
    private readonly ArrayView<float> weights = weights;
    private readonly ArrayView<float> bias = bias;
    private readonly ArrayView<float> foldedWeights = foldedWeights;
    private readonly ArrayView<float> foldedBias = foldedBias;
    private readonly int hasBias = hasBias ? 1 : 0;
    private readonly int channels = channels;
    private readonly int fan = fan;
    private readonly int count = channels * fan;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
            foldedWeights[index] = weights[index] * scaling.Factor(index / fan);
        for (int channel = Threads.First; channel < channels; channel += Threads.Stride)
        {
            float factor = scaling.Factor(channel);
            float value = scaling.Addend(channel, factor);
            if (hasBias != 0)
                value += bias[channel] * factor;
            foldedBias[channel] = value;
        }
    }
}
