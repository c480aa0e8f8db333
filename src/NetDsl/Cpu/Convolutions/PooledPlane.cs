using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>A plane's maxima, and an activation of them: the plane itself never leaves the cache.</summary>
internal readonly unsafe struct PooledPlane<TShape, TPool, TActivation> : IPlaneSink
    where TShape : struct, IConvolutionShape
    where TPool : struct, IPoolingShape
    where TActivation : struct, IActivation
{
    public static int Size => PoolingPlan<TPool>.OutputPlane;

    public static int Scratch => MaxPoolingRows<TPool>.Scratch;

    public static void Prepare<TLanes, TVector>(float* scratch, bool chooses)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        MaxPoolingRows<TPool>.Prepare<TLanes, TVector>(scratch, chooses);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write<TLanes, TVector>(float* plane, float* output, float* choice, float* scratch)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        ConvolutionPlanes<TShape>.Compact(plane, plane);
        MaxPoolingRows<TPool>.Run<TLanes, TVector>(plane, output, choice, scratch, 0, TPool.OutputHeight);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish<TLanes, TVector>(float* output, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (!TActivation.IsIdentity)
        {
            Elementwise.Apply<TActivation, TLanes, TVector>(output, output, count);
        }
    }
}
