using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>
/// Response normalisation backward. With s = Bias + Alpha · Σ x² of each channel's window,
/// dx = dy s^−Beta − 2 Alpha Beta x Σ dy x s^(−Beta − 1), where the sum is over the channels whose windows see this
/// one: the same window, as it is as far to either side. The terms of a stripe stay in the second cache, so each value
/// is read from memory once.
/// </summary>
internal readonly unsafe struct ResponseBackwardKernel<TShape>(
    Machine machine, TensorBuffer input, TensorBuffer outputGradient, TensorBuffer inputGradient) : IKernel
    where TShape : struct, IResponseNormalizationShape
{
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* terms = machine.Scratch(worker, (long)TShape.Channels * ResponsePlan<TShape>.StripePixels);
        int example = task / ResponsePlan<TShape>.Stripes;
        int first = task % ResponsePlan<TShape>.Stripes * ResponsePlan<TShape>.StripePixels;
        int count = Math.Min(ResponsePlan<TShape>.StripePixels, TShape.Area - first);
        int whole = count - (count % TLanes.Count);
        float* x = input.Example(example) + first;
        float* dy = outputGradient.Example(example) + first;
        float* dx = inputGradient.Example(example) + first;
        Differentiate<TLanes, TVector>(x, dy, dx, terms, whole);
        Differentiate<LanesScalar, float>(x + whole, dy + whole, dx + whole, terms, count - whole);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Differentiate<TLanes, TVector>(float* x, float* dy, float* dx, float* terms, int pixels)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int channel = 0; channel < TShape.Channels; channel++)
        {
            nint plane = (nint)channel * TShape.Area;
            float* term = terms + ((nint)channel * pixels);
            for (int i = 0; i < pixels; i += TLanes.Count)
            {
                TVector scale = ResponsePlan<TShape>.Scale<TLanes, TVector>(x + i, channel);
                TVector direct = TLanes.Multiply(
                    TLanes.Load(dy + plane + i), ResponsePlan<TShape>.Power<TLanes, TVector>(scale));
                TLanes.Store(dx + plane + i, direct);
                TLanes.Store(term + i, TLanes.Divide(TLanes.Multiply(direct, TLanes.Load(x + plane + i)), scale));
            }
        }

        for (int channel = 0; channel < TShape.Channels; channel++)
        {
            SubtractWindow<TLanes, TVector>(x, dx, terms, channel, pixels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SubtractWindow<TLanes, TVector>(float* x, float* dx, float* terms, int channel, int pixels)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector factor = TLanes.Broadcast(-2 * TShape.Alpha * TShape.Beta);
        nint plane = (nint)channel * TShape.Area;
        int first = ResponsePlan<TShape>.First(channel);
        int last = ResponsePlan<TShape>.Last(channel);
        for (int i = 0; i < pixels; i += TLanes.Count)
        {
            TVector sum = TLanes.Broadcast(0);
            for (int other = first; other <= last; other++)
            {
                sum = TLanes.Add(sum, TLanes.Load(terms + ((nint)other * pixels) + i));
            }

            TVector weight = TLanes.Multiply(factor, TLanes.Load(x + plane + i));
            TLanes.Store(dx + plane + i, TLanes.MultiplyAdd(weight, sum, TLanes.Load(dx + plane + i)));
        }
    }
}
