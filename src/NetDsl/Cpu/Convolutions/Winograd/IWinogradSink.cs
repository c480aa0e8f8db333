using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>What is written of the outputs: all, or their maxima.</summary>
internal unsafe interface IWinogradSink
{
    /// <summary>Whether maxima are written.</summary>
    static abstract bool Pools { get; }

    /// <summary>Floats of scratch memory.</summary>
    static abstract int Scratch { get; }

    /// <summary>To be called once for scratch memory.</summary>
    /// <param name="chooses">Whether the maxima's places will be asked for.</param>
    static abstract void Prepare<TLanes, TVector>(float* scratch, bool chooses)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;

    /// <summary>Writes the maxima of some rows of a channel's plane.</summary>
    /// <param name="plane">Where the plane would begin; of its rows only those from <paramref name="first"/> to before
    /// <paramref name="end"/> are there.</param>
    /// <param name="choice">The maxima's places; none in inference.</param>
    static abstract void Write<TLanes, TVector>(
        float* plane, TensorBuffer output, TensorBuffer choice, int image, int channel, int first, int end, float* scratch)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;
}

/// <summary>All outputs.</summary>
internal readonly unsafe struct WinogradRowsSink : IWinogradSink
{
    public static bool Pools => false;

    public static int Scratch => 0;

    public static void Prepare<TLanes, TVector>(float* scratch, bool chooses)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
    }

    public static void Write<TLanes, TVector>(
        float* plane, TensorBuffer output, TensorBuffer choice, int image, int channel, int first, int end, float* scratch)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
    }
}

/// <summary>The maxima of windows that no two tiles share, and an activation of them: the outputs never leave the caches.</summary>
internal readonly unsafe struct WinogradPooledSink<TPool, TActivation> : IWinogradSink
    where TPool : struct, IPoolingShape
    where TActivation : struct, IActivation
{
    /// <summary>Whether the windows are such.</summary>
    public static bool Suits => PoolingPlan<TPool>.IsHalving && PoolingPlan<TPool>.IsByRows;

    public static bool Pools => true;

    public static int Scratch => MaxPoolingRows<TPool>.Scratch;

    public static void Prepare<TLanes, TVector>(float* scratch, bool chooses)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        MaxPoolingRows<TPool>.Prepare<TLanes, TVector>(scratch, chooses);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write<TLanes, TVector>(
        float* plane, TensorBuffer output, TensorBuffer choice, int image, int channel, int first, int end, float* scratch)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        nint skipped = (nint)channel * PoolingPlan<TPool>.OutputPlane;
        float* y = output.Example(image) + skipped;
        float* chosen = choice.IsNone ? null : choice.Example(image) + skipped;
        (first, end) = (first / TPool.StrideY, end / TPool.StrideY);
        MaxPoolingRows<TPool>.Run<TLanes, TVector>(plane, y, chosen, scratch, first, end);
        if (!TActivation.IsIdentity)
        {
            float* written = y + ((nint)first * TPool.OutputWidth);
            Elementwise.Apply<TActivation, TLanes, TVector>(written, written, (end - first) * TPool.OutputWidth);
        }
    }
}
