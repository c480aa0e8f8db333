using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Of each part of each channel Σ g and Σ g · (x − mean), with g the gradient before the activation, which is
/// written where it is asked for.</summary>
/// <param name="sums">[parts, channels]</param>
/// <param name="products">[parts, channels]</param>
internal readonly struct NormalizeGradientSums<TActivation>(
    GpuBuffer input,
    GpuBuffer mean,
    GpuBuffer kept,
    GpuBuffer outputGradient,
    GpuBuffer sumGradient,
    ArrayView<float> sums,
    ArrayView<float> products,
    ChannelParts channels) : IKernel
    where TActivation : struct, IActivation
{
    private readonly ArrayView<float> input = input.View;
    private readonly int inputStride = input.Stride;
    private readonly ArrayView<float> mean = mean.View;
    private readonly ArrayView<float> kept = (kept.Exists ? kept : input).View;
    private readonly int keptStride = kept.Stride;
    private readonly ArrayView<float> outputGradient = outputGradient.View;
    private readonly int outputStride = outputGradient.Stride;
    private readonly ArrayView<float> sumGradient = (sumGradient.Exists ? sumGradient : outputGradient).View;
    private readonly int sumStride = sumGradient.Stride;
    private readonly ArrayView<float> sums = sums;
    private readonly ArrayView<float> products = products;
    private readonly ChannelParts channels = channels;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        int end = channels.End;
        float middle = mean[Grid.IdxX];
        float sum = 0;
        float product = 0;
        var walk = channels.Walk();
        for (int value = channels.First; value < end; value += Group.DimX)
        {
            float slope = outputGradient[walk.Place(outputStride)];
            if (!TActivation.IsIdentity)
                slope *= TActivation.Derivative(kept[walk.Place(keptStride)]);
            if (sumStride > 0)
                sumGradient[walk.Place(sumStride)] = slope;
            sum += slope;
            product += slope * (input[walk.Place(inputStride)] - middle);
            walk.Step();
        }

        float totalSum = GroupReduction.Sum(sum, shared);
        float totalProduct = GroupReduction.Sum(product, shared);
        if (Group.IdxX == 0)
        {
            int index = Grid.IdxY * channels.Channels + Grid.IdxX;
            sums[index] = totalSum;
            products[index] = totalProduct;
        }
    }
}
