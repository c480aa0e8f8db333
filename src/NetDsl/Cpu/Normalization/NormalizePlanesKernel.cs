using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Normalises one channel of all examples: its values are read for their mean and variance, and again, mostly
/// from a cache, to be normalised.</summary>
internal readonly unsafe struct NormalizePlanesKernel<TActivation>(NormalizationForward tensors, int count, int area)
    : IKernel
    where TActivation : struct, IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        nint start = (nint)task * area;
        ChannelMoments moments = Measure<TLanes, TVector>(start);
        double values = (double)count * area;
        float mean = (float)moments.Mean;
        tensors.Mean.Pointer[task] = mean;
        tensors.Variance.Pointer[task] = (float)(moments.Squares / (values - 1));
        float factor = (float)(tensors.Scale.Pointer[task] / Math.Sqrt((moments.Squares / values) + tensors.Epsilon));
        float shift = tensors.Shift.Pointer[task];
        for (int example = 0; example < count; example++)
        {
            float* residual = tensors.ResidualOf(example);
            PlaneScaling.Forward<TActivation, TLanes, TVector>(
                tensors.Input.Example(example) + start, mean, factor, shift,
                residual is null ? null : residual + start, tensors.Output.Example(example) + start, area);
        }
    }

    private ChannelMoments Measure<TLanes, TVector>(nint start)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var moments = new ChannelMoments();
        int most = PlaneSums.MostValues<TLanes, TVector>();
        for (int example = 0; example < count; example++)
        {
            float* plane = tensors.Input.Example(example) + start;
            for (int first = 0; first < area; first += most)
            {
                int size = Math.Min(most, area - first);
                float mean = PlaneSums.Sum<TLanes, TVector>(plane + first, size) / size;
                moments.Add(size, mean, PlaneSums.Squares<TLanes, TVector>(plane + first, mean, size));
            }
        }

        return moments;
    }
}
