using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Each channel's factor and addend.</summary>
internal readonly struct PrepareScaling(
    NormalizationScaling scaling, ArrayView<float> factor, ArrayView<float> addend, int channels) : IKernel
{
    private readonly NormalizationScaling scaling = scaling;
    private readonly ArrayView<float> factor = factor;
    private readonly ArrayView<float> addend = addend;
    private readonly int channels = channels;

    public void Run()
    {
        for (int channel = Threads.First; channel < channels; channel += Threads.Stride)
        {
            float slope = scaling.Factor(channel);
            factor[channel] = slope;
            addend[channel] = scaling.Addend(channel, slope);
        }
    }
}
