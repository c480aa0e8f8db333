using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>What is written of some rows of a convolution's outputs: all of it, or the maxima of windows.</summary>
internal unsafe interface IRowsSink
{
    /// <summary>Whether maxima are written.</summary>
    static abstract bool Pools { get; }

    /// <summary>Where maxima are written, rows of which those that come are a multiple, but at the end of a plane.</summary>
    static abstract int Unit { get; }

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
internal readonly unsafe struct AllRows : IRowsSink
{
    public static bool Pools => false;

    public static int Unit => 1;

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

/// <summary>The maxima of windows, and an activation of them: the outputs never leave the caches.</summary>
internal readonly unsafe struct PooledRows<TPool, TActivation> : IRowsSink
    where TPool : struct, IPoolingShape
    where TActivation : struct, IActivation
{
    /// <summary>Whether pairs of rows may come each by itself; else all rows of a plane come at once.</summary>
    public static bool TakesPairs => PoolingPlan<TPool>.IsHalving && PoolingPlan<TPool>.IsByRows;

    public static bool Pools => true;

    public static int Unit => TakesPairs ? 2 : TPool.Height;

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
        (first, end) = TakesPairs ? (first / 2, end / 2) : (0, TPool.OutputHeight);
        MaxPoolingRows<TPool>.Run<TLanes, TVector>(plane, y, chosen, scratch, first, end);
        if (!TActivation.IsIdentity)
        {
            float* written = y + ((nint)first * TPool.OutputWidth);
            Elementwise.Apply<TActivation, TLanes, TVector>(written, written, (end - first) * TPool.OutputWidth);
        }
    }
}
