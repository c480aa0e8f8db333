using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Of each part of each channel its mean and Σ (x − mean)²: read once for the mean, and again, from a cache,
/// for the squares.</summary>
/// <param name="means">[parts, channels]</param>
/// <param name="squares">[parts, channels]</param>
internal readonly struct BatchMoments(
    GpuBuffer input, ArrayView<float> means, ArrayView<float> squares, ChannelParts channels) : IKernel
{
    private readonly ArrayView<float> input = input.View;
    private readonly int stride = input.Stride;
    private readonly ArrayView<float> means = means;
    private readonly ArrayView<float> squares = squares;
    private readonly ChannelParts channels = channels;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        int end = channels.End;
        int size = IntrinsicMath.Max(1, end - channels.Start(Grid.IdxY));
        float sum = 0;
        var walk = channels.Walk();
        for (int value = channels.First; value < end; value += Group.DimX)
        {
            sum += input[walk.Place(stride)];
            walk.Step();
        }

        float mean = GroupReduction.Sum(sum, shared) / size;
        float sumOfSquares = 0;
        walk = channels.Walk();
        for (int value = channels.First; value < end; value += Group.DimX)
        {
            float distance = input[walk.Place(stride)] - mean;
            sumOfSquares += distance * distance;
            walk.Step();
        }

        float total = GroupReduction.Sum(sumOfSquares, shared);
        if (Group.IdxX == 0)
        {
            int index = Grid.IdxY * channels.Channels + Grid.IdxX;
            means[index] = mean;
            squares[index] = total;
        }
    }
}
