using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Cpu;

/// <summary>Copies what windows see into the order in which the matrix product's inner loop reads it.</summary>
internal static unsafe class WindowPacking
{
    /// <summary>A panel [depth][width] whose columns are places. A run's last vector may reach over the run's end: what
    /// comes next overwrites it, and behind the panel there must be room for a vector.</summary>
    /// <param name="isExact">Nothing behind a run may be read.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackPlaces<TLanes, TVector>(
        float* panel, int width, WindowRun* runs, int count, int* offsets, int depth, bool isExact)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (count == 1 && (!isExact || runs->Length == width))
        {
            PackRun<TLanes, TVector>(panel, width, runs->Source, offsets, depth);
            return;
        }

        WindowRun* end = runs + count;
        for (int k = 0; k < depth; k++)
        {
            nint offset = offsets[k];
            for (WindowRun* run = runs; run < end; run++)
            {
                float* from = run->Source + offset;
                float* to = panel + run->First;
                int length = run->Length;
                int i = 0;
                for (; i <= length - TLanes.Count; i += TLanes.Count)
                {
                    TLanes.Store(to + i, TLanes.Load(from + i));
                }

                if (!isExact && i < length)
                {
                    TLanes.Store(to + i, TLanes.Load(from + i));
                    continue;
                }

                for (; i <= length - Vector128<float>.Count; i += Vector128<float>.Count)
                {
                    Vector128.Load(from + i).Store(to + i);
                }

                for (; i < length; i++)
                {
                    to[i] = from[i];
                }
            }

            panel += width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRun<TLanes, TVector>(float* panel, int width, float* source, int* offsets, int depth)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int k = 0; k < depth; k++)
        {
            float* from = source + offsets[k];
            for (int i = 0; i < width; i += TLanes.Count)
            {
                TLanes.Store(panel + i, TLanes.Load(from + i));
            }

            panel += width;
        }
    }

    /// <summary>A panel [places][width] whose columns are taps: what each sees at the runs' places.</summary>
    /// <param name="taps">Of the panel; its other columns are left as they are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackTaps(float* panel, int width, WindowRun* runs, int count, int* offsets, int taps)
    {
        WindowRun* end = runs + count;
        int tap = 0;
        for (; tap <= taps - 4; tap += 4)
        {
            for (WindowRun* run = runs; run < end; run++)
            {
                float* from = run->Source;
                Transpose(
                    panel + ((nint)run->First * width) + tap,
                    from + offsets[tap], from + offsets[tap + 1], from + offsets[tap + 2], from + offsets[tap + 3],
                    width, run->Length);
            }
        }

        for (; tap < taps; tap++)
        {
            for (WindowRun* run = runs; run < end; run++)
            {
                float* from = run->Source + offsets[tap];
                float* to = panel + ((nint)run->First * width) + tap;
                for (int i = 0; i < run->Length; i++)
                {
                    to[(nint)i * width] = from[i];
                }
            }
        }
    }

    /// <summary>A panel [places][width] whose columns are filters: neighbouring places of their gradients.</summary>
    /// <param name="filters">Of the panel; its other columns are left as they are.</param>
    /// <param name="stride">From one filter to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackFilters(float* panel, int width, float* source, int filters, nint stride, int places)
    {
        int filter = 0;
        for (; filter <= filters - 4; filter += 4)
        {
            Transpose(
                panel + filter, source, source + stride, source + (2 * stride), source + (3 * stride), width, places);
            source += 4 * stride;
        }

        for (; filter < filters; filter++)
        {
            for (int i = 0; i < places; i++)
            {
                panel[((nint)i * width) + filter] = source[i];
            }

            source += stride;
        }
    }

    /// <summary>to[i][0 … 3] = the four lines' value i: 4×4 at a time, in registers, the last four perhaps
    /// twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(float* to, float* a, float* b, float* c, float* d, nint width, int count)
    {
        int i = 0;
        for (; i <= count - 4; i += 4)
        {
            TransposeFour(to + (i * width), a + i, b + i, c + i, d + i, width);
        }

        if (i < count && count >= 4)
        {
            i = count - 4;
            TransposeFour(to + (i * width), a + i, b + i, c + i, d + i, width);
            return;
        }

        for (; i < count; i++)
        {
            to[i * width] = a[i];
            to[(i * width) + 1] = b[i];
            to[(i * width) + 2] = c[i];
            to[(i * width) + 3] = d[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeFour(float* to, float* a, float* b, float* c, float* d, nint width)
    {
        var (first, second, third, fourth) = Lanes128.Transpose(
            Vector128.Load(a), Vector128.Load(b), Vector128.Load(c), Vector128.Load(d));
        first.Store(to);
        second.Store(to + width);
        third.Store(to + (2 * width));
        fourth.Store(to + (3 * width));
    }
}
