using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Puts the parts' moments together (Chan, Golub and LeVeque 1983): each channel's mean and its variance, as
/// an estimate of that of all data.</summary>
/// <param name="means">[parts, channels]</param>
/// <param name="squares">[parts, channels]</param>
internal readonly struct BatchStatistic(
    ArrayView<float> means,
    ArrayView<float> squares,
    ArrayView<float> mean,
    ArrayView<float> variance,
    ChannelParts channels) : IKernel
{
    private readonly ArrayView<float> means = means;
    private readonly ArrayView<float> squares = squares;
    private readonly ArrayView<float> mean = mean;
    private readonly ArrayView<float> variance = variance;
    private readonly ChannelParts channels = channels;

    public void Run()
    {
        for (int channel = Threads.First; channel < channels.Channels; channel += Threads.Stride)
        {
            // distances from the first part's mean are small, and their sum loses little
            float origin = means[channel];
            float distances = 0;
            for (int part = 0; part < channels.Parts; part++)
                distances += Size(part) * (Mean(part, channel) - origin);

            float all = origin + distances / channels.Values;
            float sum = 0;
            for (int part = 0; part < channels.Parts; part++)
            {
                float distance = Mean(part, channel) - all;
                sum += squares[part * channels.Channels + channel] + Size(part) * distance * distance;
            }

            mean[channel] = all;
            variance[channel] = sum / (channels.Values - 1);
        }
    }

    private float Mean(int part, int channel) => means[part * channels.Channels + channel];

    private float Size(int part) => channels.Start(part + 1) - channels.Start(part);
}
