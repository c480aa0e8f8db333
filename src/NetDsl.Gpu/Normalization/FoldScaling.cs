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

    public void Run()
    {
        for (int channel = Threads.FirstRow; channel < channels; channel += Threads.RowStride)
        {
            float factor = scaling.Factor(channel);
            int start = channel * fan;
            for (int index = Threads.First; index < fan; index += Threads.Stride)
                foldedWeights[start + index] = weights[start + index] * factor;
            if (Threads.First == 0)
            {
                float value = scaling.Addend(channel, factor);
                if (hasBias != 0)
                    value += bias[channel] * factor;
                foldedBias[channel] = value;
            }
        }
    }
}
