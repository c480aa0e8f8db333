using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Normalises some features of all examples: a vector holds the same example's neighbouring
/// features.</summary>
internal readonly unsafe struct NormalizeFeaturesKernel<TActivation>(
    NormalizationForward tensors, int count, int channels) : IKernel
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
            Normalize<TLanes, TVector>(channel);
        }

        for (; channel < end; channel++)
        {
            Normalize<LanesScalar, float>(channel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Normalize<TLanes, TVector>(int channel)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector mean = Mean<TLanes, TVector>(channel);
        TVector squares = Squares<TLanes, TVector>(channel, mean);
        TVector variance = TLanes.Divide(squares, TLanes.Broadcast(count));
        TLanes.Store(tensors.Mean.Pointer + channel, mean);
        TLanes.Store(tensors.Variance.Pointer + channel, TLanes.Divide(squares, TLanes.Broadcast(count - 1)));
        TVector deviation = TLanes.SquareRoot(TLanes.Add(variance, TLanes.Broadcast(tensors.Epsilon)));
        TVector factor = TLanes.Divide(TLanes.Load(tensors.Scale.Pointer + channel), deviation);
        TVector shift = TLanes.Load(tensors.Shift.Pointer + channel);
        for (int example = 0; example < count; example++)
        {
            TVector distance = TLanes.Subtract(TLanes.Load(tensors.Input.Example(example) + channel), mean);
            TVector value = TLanes.MultiplyAdd(distance, factor, shift);
            if (!tensors.Residual.IsNone)
            {
                value = TLanes.Add(value, TLanes.Load(tensors.Residual.Example(example) + channel));
            }

            TLanes.Store(tensors.Output.Example(example) + channel, TActivation.Apply<TLanes, TVector>(value));
        }
    }

    private TVector Mean<TLanes, TVector>(int channel)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var sum = new CompensatedSum<TLanes, TVector>();
        for (int example = 0; example < count; example++)
        {
            sum.Add(TLanes.Load(tensors.Input.Example(example) + channel));
        }

        return TLanes.Divide(sum.Value, TLanes.Broadcast(count));
    }

    private TVector Squares<TLanes, TVector>(int channel, TVector mean)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var sum = new CompensatedSum<TLanes, TVector>();
        for (int example = 0; example < count; example++)
        {
            TVector distance = TLanes.Subtract(TLanes.Load(tensors.Input.Example(example) + channel), mean);
            sum.Add(TLanes.Multiply(distance, distance));
        }

        return sum.Value;
    }
}
