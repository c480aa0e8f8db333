using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace NetDsl.Cpu;

/// <summary>
/// sums [place][two vectors of filters] = Σₖ source[place + offsets[k]] · weights[k][filter], or +=: as many places at once
/// as have room in 32 registers. A value is read once for two vectors, where it lies: nothing of the input is packed. At each k
/// a cache line is asked for: <c>ahead</c> of the weights, or of the first place.
/// </summary>
internal static unsafe class FilterwiseTile
{
    /// <summary>Vectors of filters.</summary>
    public const int Vectors = 2;

    /// <summary>Two runs of seven neighbouring places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TwoSevens<TLanes, TVector>(
        float* first, float* second, float* weights, int* offsets, int depth, nint ahead, bool ofPlaces, float* sums,
        bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector s0a = default, s0b = default;
        TVector s1a = default, s1b = default;
        TVector s2a = default, s2b = default;
        TVector s3a = default, s3b = default;
        TVector s4a = default, s4b = default;
        TVector s5a = default, s5b = default;
        TVector s6a = default, s6b = default;
        TVector s7a = default, s7b = default;
        TVector s8a = default, s8b = default;
        TVector s9a = default, s9b = default;
        TVector s10a = default, s10b = default;
        TVector s11a = default, s11b = default;
        TVector s12a = default, s12b = default;
        TVector s13a = default, s13b = default;
        for (int k = 0; k < depth; k++)
        {
            TVector x = TLanes.Load(weights);
            TVector y = TLanes.Load(weights + TLanes.Count);
            float* at = first + offsets[k];
            Ask((ofPlaces ? at : weights) + ahead);
            TVector w = TLanes.Broadcast(*at);
            s0a = TLanes.MultiplyAdd(w, x, s0a);
            s0b = TLanes.MultiplyAdd(w, y, s0b);
            w = TLanes.Broadcast(at[1]);
            s1a = TLanes.MultiplyAdd(w, x, s1a);
            s1b = TLanes.MultiplyAdd(w, y, s1b);
            w = TLanes.Broadcast(at[2]);
            s2a = TLanes.MultiplyAdd(w, x, s2a);
            s2b = TLanes.MultiplyAdd(w, y, s2b);
            w = TLanes.Broadcast(at[3]);
            s3a = TLanes.MultiplyAdd(w, x, s3a);
            s3b = TLanes.MultiplyAdd(w, y, s3b);
            w = TLanes.Broadcast(at[4]);
            s4a = TLanes.MultiplyAdd(w, x, s4a);
            s4b = TLanes.MultiplyAdd(w, y, s4b);
            w = TLanes.Broadcast(at[5]);
            s5a = TLanes.MultiplyAdd(w, x, s5a);
            s5b = TLanes.MultiplyAdd(w, y, s5b);
            w = TLanes.Broadcast(at[6]);
            s6a = TLanes.MultiplyAdd(w, x, s6a);
            s6b = TLanes.MultiplyAdd(w, y, s6b);
            at = second + offsets[k];
            w = TLanes.Broadcast(*at);
            s7a = TLanes.MultiplyAdd(w, x, s7a);
            s7b = TLanes.MultiplyAdd(w, y, s7b);
            w = TLanes.Broadcast(at[1]);
            s8a = TLanes.MultiplyAdd(w, x, s8a);
            s8b = TLanes.MultiplyAdd(w, y, s8b);
            w = TLanes.Broadcast(at[2]);
            s9a = TLanes.MultiplyAdd(w, x, s9a);
            s9b = TLanes.MultiplyAdd(w, y, s9b);
            w = TLanes.Broadcast(at[3]);
            s10a = TLanes.MultiplyAdd(w, x, s10a);
            s10b = TLanes.MultiplyAdd(w, y, s10b);
            w = TLanes.Broadcast(at[4]);
            s11a = TLanes.MultiplyAdd(w, x, s11a);
            s11b = TLanes.MultiplyAdd(w, y, s11b);
            w = TLanes.Broadcast(at[5]);
            s12a = TLanes.MultiplyAdd(w, x, s12a);
            s12b = TLanes.MultiplyAdd(w, y, s12b);
            w = TLanes.Broadcast(at[6]);
            s13a = TLanes.MultiplyAdd(w, x, s13a);
            s13b = TLanes.MultiplyAdd(w, y, s13b);
            weights += Vectors * TLanes.Count;
        }

        Write<TLanes, TVector>(sums, 0, s0a, s0b, accumulate);
        Write<TLanes, TVector>(sums, 1, s1a, s1b, accumulate);
        Write<TLanes, TVector>(sums, 2, s2a, s2b, accumulate);
        Write<TLanes, TVector>(sums, 3, s3a, s3b, accumulate);
        Write<TLanes, TVector>(sums, 4, s4a, s4b, accumulate);
        Write<TLanes, TVector>(sums, 5, s5a, s5b, accumulate);
        Write<TLanes, TVector>(sums, 6, s6a, s6b, accumulate);
        Write<TLanes, TVector>(sums, 7, s7a, s7b, accumulate);
        Write<TLanes, TVector>(sums, 8, s8a, s8b, accumulate);
        Write<TLanes, TVector>(sums, 9, s9a, s9b, accumulate);
        Write<TLanes, TVector>(sums, 10, s10a, s10b, accumulate);
        Write<TLanes, TVector>(sums, 11, s11a, s11b, accumulate);
        Write<TLanes, TVector>(sums, 12, s12a, s12b, accumulate);
        Write<TLanes, TVector>(sums, 13, s13a, s13b, accumulate);
    }

    /// <summary>One run of seven.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Seven<TLanes, TVector>(
        float* source, float* weights, int* offsets, int depth, nint ahead, bool ofPlaces, float* sums,
        bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector s0a = default, s0b = default;
        TVector s1a = default, s1b = default;
        TVector s2a = default, s2b = default;
        TVector s3a = default, s3b = default;
        TVector s4a = default, s4b = default;
        TVector s5a = default, s5b = default;
        TVector s6a = default, s6b = default;
        for (int k = 0; k < depth; k++)
        {
            TVector x = TLanes.Load(weights);
            TVector y = TLanes.Load(weights + TLanes.Count);
            float* at = source + offsets[k];
            Ask((ofPlaces ? at : weights) + ahead);
            TVector w = TLanes.Broadcast(*at);
            s0a = TLanes.MultiplyAdd(w, x, s0a);
            s0b = TLanes.MultiplyAdd(w, y, s0b);
            w = TLanes.Broadcast(at[1]);
            s1a = TLanes.MultiplyAdd(w, x, s1a);
            s1b = TLanes.MultiplyAdd(w, y, s1b);
            w = TLanes.Broadcast(at[2]);
            s2a = TLanes.MultiplyAdd(w, x, s2a);
            s2b = TLanes.MultiplyAdd(w, y, s2b);
            w = TLanes.Broadcast(at[3]);
            s3a = TLanes.MultiplyAdd(w, x, s3a);
            s3b = TLanes.MultiplyAdd(w, y, s3b);
            w = TLanes.Broadcast(at[4]);
            s4a = TLanes.MultiplyAdd(w, x, s4a);
            s4b = TLanes.MultiplyAdd(w, y, s4b);
            w = TLanes.Broadcast(at[5]);
            s5a = TLanes.MultiplyAdd(w, x, s5a);
            s5b = TLanes.MultiplyAdd(w, y, s5b);
            w = TLanes.Broadcast(at[6]);
            s6a = TLanes.MultiplyAdd(w, x, s6a);
            s6b = TLanes.MultiplyAdd(w, y, s6b);
            weights += Vectors * TLanes.Count;
        }

        Write<TLanes, TVector>(sums, 0, s0a, s0b, accumulate);
        Write<TLanes, TVector>(sums, 1, s1a, s1b, accumulate);
        Write<TLanes, TVector>(sums, 2, s2a, s2b, accumulate);
        Write<TLanes, TVector>(sums, 3, s3a, s3b, accumulate);
        Write<TLanes, TVector>(sums, 4, s4a, s4b, accumulate);
        Write<TLanes, TVector>(sums, 5, s5a, s5b, accumulate);
        Write<TLanes, TVector>(sums, 6, s6a, s6b, accumulate);
    }

    /// <summary>Two runs of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TwoFours<TLanes, TVector>(
        float* first, float* second, float* weights, int* offsets, int depth, nint ahead, bool ofPlaces, float* sums,
        bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector s0a = default, s0b = default;
        TVector s1a = default, s1b = default;
        TVector s2a = default, s2b = default;
        TVector s3a = default, s3b = default;
        TVector s4a = default, s4b = default;
        TVector s5a = default, s5b = default;
        TVector s6a = default, s6b = default;
        TVector s7a = default, s7b = default;
        for (int k = 0; k < depth; k++)
        {
            TVector x = TLanes.Load(weights);
            TVector y = TLanes.Load(weights + TLanes.Count);
            float* at = first + offsets[k];
            Ask((ofPlaces ? at : weights) + ahead);
            TVector w = TLanes.Broadcast(*at);
            s0a = TLanes.MultiplyAdd(w, x, s0a);
            s0b = TLanes.MultiplyAdd(w, y, s0b);
            w = TLanes.Broadcast(at[1]);
            s1a = TLanes.MultiplyAdd(w, x, s1a);
            s1b = TLanes.MultiplyAdd(w, y, s1b);
            w = TLanes.Broadcast(at[2]);
            s2a = TLanes.MultiplyAdd(w, x, s2a);
            s2b = TLanes.MultiplyAdd(w, y, s2b);
            w = TLanes.Broadcast(at[3]);
            s3a = TLanes.MultiplyAdd(w, x, s3a);
            s3b = TLanes.MultiplyAdd(w, y, s3b);
            at = second + offsets[k];
            w = TLanes.Broadcast(*at);
            s4a = TLanes.MultiplyAdd(w, x, s4a);
            s4b = TLanes.MultiplyAdd(w, y, s4b);
            w = TLanes.Broadcast(at[1]);
            s5a = TLanes.MultiplyAdd(w, x, s5a);
            s5b = TLanes.MultiplyAdd(w, y, s5b);
            w = TLanes.Broadcast(at[2]);
            s6a = TLanes.MultiplyAdd(w, x, s6a);
            s6b = TLanes.MultiplyAdd(w, y, s6b);
            w = TLanes.Broadcast(at[3]);
            s7a = TLanes.MultiplyAdd(w, x, s7a);
            s7b = TLanes.MultiplyAdd(w, y, s7b);
            weights += Vectors * TLanes.Count;
        }

        Write<TLanes, TVector>(sums, 0, s0a, s0b, accumulate);
        Write<TLanes, TVector>(sums, 1, s1a, s1b, accumulate);
        Write<TLanes, TVector>(sums, 2, s2a, s2b, accumulate);
        Write<TLanes, TVector>(sums, 3, s3a, s3b, accumulate);
        Write<TLanes, TVector>(sums, 4, s4a, s4b, accumulate);
        Write<TLanes, TVector>(sums, 5, s5a, s5b, accumulate);
        Write<TLanes, TVector>(sums, 6, s6a, s6b, accumulate);
        Write<TLanes, TVector>(sums, 7, s7a, s7b, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ask(float* line)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(line);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<TLanes, TVector>(float* sums, int place, TVector a, TVector b, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* to = sums + (place * Vectors * TLanes.Count);
        TLanes.Store(to, accumulate ? TLanes.Add(TLanes.Load(to), a) : a);
        TLanes.Store(to + TLanes.Count, accumulate ? TLanes.Add(TLanes.Load(to + TLanes.Count), b) : b);
    }
}
