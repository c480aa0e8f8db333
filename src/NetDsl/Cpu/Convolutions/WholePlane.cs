using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>All of a plane.</summary>
internal readonly unsafe struct WholePlane<TShape> : IPlaneSink
    where TShape : struct, IConvolutionShape
{
    public static int Size => ConvolutionPlan<TShape>.OutputPlane;

    public static int Scratch => 0;

    public static void Prepare<TLanes, TVector>(float* scratch, bool chooses)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<TLanes, TVector>(float* plane, float* output, float* choice, float* scratch)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        ConvolutionPlanes<TShape>.Compact(plane, output);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish<TLanes, TVector>(float* output, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
    }
}
