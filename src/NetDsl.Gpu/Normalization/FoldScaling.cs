using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Weights [channels, fan] times their channel's factor; and, where there is a bias, the scaled
/// bias.</summary>
internal readonly struct FoldScaling(
    ArrayView<float> weights,
    ArrayView<float> bias,
    ArrayView<float> factor,
    ArrayView<float> addend,
    ArrayView<float> foldedWeights,
    ArrayView<float> foldedBias,
    bool hasBias,
    int channels,
    int fan) : IKernel
{
    private readonly ArrayView<float> weights = weights;
    private readonly ArrayView<float> bias = bias;
    private readonly ArrayView<float> factor = factor;
    private readonly ArrayView<float> addend = addend;
    private readonly ArrayView<float> foldedWeights = foldedWeights;
    private readonly ArrayView<float> foldedBias = foldedBias;
    private readonly int biases = hasBias ? channels : 0;
    private readonly int fan = fan;
    private readonly int count = channels * fan;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
            foldedWeights[index] = weights[index] * factor[index / fan];
        for (int channel = Threads.First; channel < biases; channel += Threads.Stride)
            foldedBias[channel] = bias[channel] * factor[channel] + addend[channel];
    }
}
