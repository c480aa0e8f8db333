using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>How a response normalisation is shared out, and its sums. A task is a stripe of pixels through all
/// channels, so short that the channels of a window stay in the first cache.</summary>
internal static unsafe class ResponsePlan<TShape>
    where TShape : struct, IResponseNormalizationShape
{
    public const int StripePixels = 256;

    public static int Stripes => (TShape.Area + StripePixels - 1) / StripePixels;

    public static long Cost(in CpuStep step) => (long)step.Count * TShape.Channels * TShape.Area * (TShape.Size + 8);

    /// <summary>The first channel of a channel's window.</summary>
    public static int First(int channel) => Math.Max(0, channel - (TShape.Size / 2));

    /// <summary>The last channel of a channel's window.</summary>
    public static int Last(int channel) => Math.Min(TShape.Channels - 1, channel + (TShape.Size / 2));

    /// <summary>Bias + Alpha · Σ x², over the window of a channel.</summary>
    /// <param name="x">The pixel in the first channel.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Scale<TLanes, TVector>(float* x, int channel)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // each sum anew, and not by adding one square and taking off another: that would lose the small ones
        TVector sum = TLanes.Broadcast(0);
        int last = Last(channel);
        for (int i = First(channel); i <= last; i++)
        {
            TVector value = TLanes.Load(x + ((nint)i * TShape.Area));
            sum = TLanes.MultiplyAdd(value, value, sum);
        }

        return TLanes.MultiplyAdd(sum, TLanes.Broadcast(TShape.Alpha), TLanes.Broadcast(TShape.Bias));
    }

    /// <summary>scale^−Beta</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Power<TLanes, TVector>(TVector scale)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (TShape.Beta == 0.5f)
        {
            return TLanes.Divide(TLanes.Broadcast(1), TLanes.SquareRoot(scale));
        }

        if (TShape.Beta == 0.75f)
        {
            TVector root = TLanes.SquareRoot(scale);
            return TLanes.Divide(TLanes.Broadcast(1), TLanes.Multiply(root, TLanes.SquareRoot(root)));
        }

        TVector logarithm = Exponential.Log<TLanes, TVector>(scale);
        return Exponential.Exp<TLanes, TVector>(TLanes.Multiply(logarithm, TLanes.Broadcast(-TShape.Beta)));
    }
}
