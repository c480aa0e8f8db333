using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The gradients of some features; see <see cref="NormalizePlanesBackwardKernel{TActivation}"/>.</summary>
internal readonly unsafe struct NormalizeFeaturesBackwardKernel<TActivation>(
    NormalizationBackward tensors, int count, int channels) : IKernel
    where TActivation : struct, IActivation
{
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int channel = task * BatchNormalization.FeaturesOfTask;
        int end = Math.Min(channels, channel + BatchNormalization.FeaturesOfTask);
        for (; channel <= end - TLanes.Count; channel += TLanes.Count)
        {
            Differentiate<TLanes, TVector>(channel);
        }

        for (; channel < end; channel++)
        {
            Differentiate<LanesScalar, float>(channel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Differentiate<TLanes, TVector>(int channel)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector mean = TLanes.Load(tensors.Mean.Pointer + channel);
        var (sum, product) = Sum<TLanes, TVector>(channel, mean);
        TVector variance = TLanes.MultiplyAdd(
            TLanes.Load(tensors.Variance.Pointer + channel), TLanes.Broadcast((float)((count - 1) / (double)count)),
            TLanes.Broadcast(tensors.Epsilon));
        TVector inverse = TLanes.Divide(TLanes.Broadcast(1), TLanes.SquareRoot(variance));
        TLanes.Store(tensors.ShiftGradient.Pointer + channel, sum);
        TLanes.Store(tensors.ScaleGradient.Pointer + channel, TLanes.Multiply(product, inverse));
        if (tensors.InputGradient.IsNone)
        {
            return;
        }

        TVector share = TLanes.Broadcast(1f / count);
        TVector common = TLanes.Multiply(sum, share);
        TVector slope = TLanes.Multiply(TLanes.Multiply(product, share), TLanes.Multiply(inverse, inverse));
        TVector factor = TLanes.Multiply(TLanes.Load(tensors.Scale.Pointer + channel), inverse);
        for (int example = 0; example < count; example++)
        {
            TVector distance = TLanes.Subtract(mean, TLanes.Load(tensors.Input.Example(example) + channel));
            TVector rest = TLanes.Subtract(TLanes.Load(tensors.Before.Example(example) + channel), common);
            TLanes.Store(
                tensors.InputGradient.Example(example) + channel,
                TLanes.Multiply(factor, TLanes.MultiplyAdd(distance, slope, rest)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (TVector Sum, TVector Product) Sum<TLanes, TVector>(int channel, TVector mean)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var sum = new CompensatedSum<TLanes, TVector>();
        var product = new CompensatedSum<TLanes, TVector>();
        for (int example = 0; example < count; example++)
        {
            TVector slope = TLanes.Load(tensors.OutputGradient.Example(example) + channel);
            if (!TActivation.IsIdentity)
            {
                slope = TActivation.Differentiate<TLanes, TVector>(
                    TLanes.Load(tensors.Kept.Example(example) + channel), slope);
            }

            if (!tensors.SumGradient.IsNone)
            {
                TLanes.Store(tensors.SumGradient.Example(example) + channel, slope);
            }

            sum.Add(slope);
            TVector distance = TLanes.Subtract(TLanes.Load(tensors.Input.Example(example) + channel), mean);
            product.Add(TLanes.Multiply(slope, distance));
        }

        return (sum.Value, product.Value);
    }
}
