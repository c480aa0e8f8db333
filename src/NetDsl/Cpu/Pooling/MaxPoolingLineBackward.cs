using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Max pooling's way back where a plane is a <see cref="PoolingLine{TShape}"/>: each pixel asks the windows that
/// see it which of them chose it.</summary>
internal static unsafe class MaxPoolingLineBackward<TShape>
    where TShape : struct, IPoolingShape
{
    /// <summary>Windows that a pixel asks, for each value of a vector, at most: else each window's own pixel is found
    /// sooner.</summary>
    private const int MostWindows = 3;

    /// <summary>Floats of scratch memory: lines of the pixels' places, of those that were chosen, and of the gradient.</summary>
    public static int Scratch => 3 * PoolingLine<TShape>.Size;

    /// <summary>Whether it does better than window by window.</summary>
    public static bool IsBetter<TLanes, TVector>()
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        PoolingLine<TShape>.Fits && TShape.WindowHeight * TShape.WindowWidth <= MostWindows * TLanes.Count;

    /// <summary>To be called once for scratch memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Prepare<TLanes, TVector>(float* scratch)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector place = PoolingLine<TShape>.Places<TLanes, TVector>(TLanes.Count);
        for (int i = 0; i < PoolingPlan<TShape>.InputPlane; i += TLanes.Count)
        {
            TLanes.StoreIntegers(scratch + PoolingLine<TShape>.Margin + i, place);
            place = TLanes.Add(place, TLanes.Broadcast(TLanes.Count));
        }

        // no pixel's place
        PoolingLine<TShape>.Pad(scratch + PoolingLine<TShape>.Size, BitConverter.Int32BitsToSingle(-1));
    }

    public static void Run<TLanes, TVector>(float* chosen, float* outputGradient, float* inputGradient, float* scratch)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        PoolingLine<TShape>.Copy(chosen, scratch + PoolingLine<TShape>.Size);
        PoolingLine<TShape>.Copy(outputGradient, scratch + (2 * PoolingLine<TShape>.Size));
        Ask<TLanes, TVector>(inputGradient, scratch + PoolingLine<TShape>.Margin);
    }

    /// <summary>Windows in the order of their outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Ask<TLanes, TVector>(float* inputGradient, float* places)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* chosen = places + PoolingLine<TShape>.Size;
        float* gradient = chosen + PoolingLine<TShape>.Size;
        TVector zero = TLanes.Broadcast(0);
        int first = ((TShape.PadTop - TShape.WindowHeight + 1) * TShape.Width) + TShape.PadLeft - TShape.WindowWidth + 1;
        for (int i = 0; i < PoolingPlan<TShape>.InputPlane; i += TLanes.Count)
        {
            TVector place = TLanes.Load(places + i);
            TVector sum = zero;
            int window = i + first;
            for (int row = 0; row < TShape.WindowHeight; row++)
            {
                for (int column = 0; column < TShape.WindowWidth; column++)
                {
                    sum = TLanes.Add(
                        sum,
                        TLanes.IfSame(TLanes.Load(chosen + window + column), place, TLanes.Load(gradient + window + column), zero));
                }

                window += TShape.Width;
            }

            PoolingLine<TShape>.Store<TLanes, TVector>(inputGradient, i, sum);
        }
    }
}
