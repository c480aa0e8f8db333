using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>
/// Gradients of weights, for some taps of all of a group's filters: dw[filter, tap] = Σ over places of
/// dz[filter, place] · planes[place + offsets[tap]], a matrix product by packed panels whose depth is the places.
/// </summary>
internal unsafe struct WindowCorrelation
{
    /// <summary>Places of a block, at most.</summary>
    private const int PlaceBlock = 256;

    /// <summary>Floats of a block's packed gradients, about: half of a second cache of 512 KB.</summary>
    private const int GradientBlock = 65_536;

    /// <summary>[taps]</summary>
    public int* Offsets;
    public int Taps;
    public int Filters;

    /// <summary>The places, with the gradients as their target.</summary>
    public WindowPlaces Places;

    /// <summary>From one filter's gradients to the next's.</summary>
    public nint GradientRow;

    /// <summary>[filters][taps], lines <see cref="ResultRow"/> apart.</summary>
    public float* Result;
    public nint ResultRow;

    public static int Block<TLanes, TVector>(int filters)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        Math.Clamp(GradientBlock / Padded<TLanes, TVector>(filters) / 4 * 4, 64, PlaceBlock);

    /// <summary>Floats of scratch memory for <see cref="Run"/>.</summary>
    public static long Scratch<TLanes, TVector>(int filters)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int block = Block<TLanes, TVector>(filters);
        long runs = block * sizeof(WindowRun) / sizeof(float);
        long perPlace = Padded<TLanes, TVector>(filters) + Tile<TLanes, TVector>.Columns;
        return runs + (perPlace * block) + (Tile<TLanes, TVector>.Rows * Tile<TLanes, TVector>.Columns) + 64;
    }

    /// <summary>Sums over the places, and adds to the result or overwrites it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TLanes, TVector>(int places, bool accumulate, float* scratch)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int block = Block<TLanes, TVector>(Filters);
        var runs = (WindowRun*)scratch;
        float* gradients = scratch + Align(block * sizeof(WindowRun) / sizeof(float));
        float* packed = gradients + Align(block * Padded<TLanes, TVector>(Filters));
        for (int place = 0; place < places; place += block)
        {
            int depth = Math.Min(block, places - place);
            int count = Places.Split(place, place + depth, runs);
            PackGradients<TLanes, TVector>(gradients, place, depth);
            Add<TLanes, TVector>(gradients, packed, runs, count, depth, accumulate || place > 0);
        }
    }

    private static int Padded<TLanes, TVector>(int filters)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        (filters + Tile<TLanes, TVector>.Rows - 1) / Tile<TLanes, TVector>.Rows * Tile<TLanes, TVector>.Rows;

    private static int Align(int floats) => (floats + 15) / 16 * 16;

    /// <summary>[filter tile][place][filter], over the images that the places span.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void PackGradients<TLanes, TVector>(float* gradients, int first, int depth)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int rows = Tile<TLanes, TVector>.Rows;
        for (int filter = 0; filter < Filters; filter += rows)
        {
            int filters = Math.Min(rows, Filters - filter);
            float* panel = gradients + ((nint)filter * depth);
            if (filters < rows)
            {
                new Span<float>(panel, rows * depth).Clear();
            }

            for (int place = first; place < first + depth;)
            {
                int image = place / Places.Count;
                int within = place % Places.Count;
                int count = Math.Min(first + depth - place, Places.Count - within);
                float* from = Places.Target + (image * Places.TargetImage) + (filter * GradientRow) + within;
                WindowPacking.PackFilters(panel, rows, from, filters, GradientRow, count);
                panel += (nint)count * rows;
                place += count;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Add<TLanes, TVector>(
        float* gradients, float* packed, WindowRun* runs, int count, int depth, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int rows = Tile<TLanes, TVector>.Rows;
        int width = Tile<TLanes, TVector>.Columns;
        float* edge = packed + Align(depth * width);
        for (int tap = 0; tap < Taps; tap += width)
        {
            int taps = Math.Min(width, Taps - tap);
            WindowPacking.PackTaps(packed, width, runs, count, Offsets + tap, taps);
            for (int filter = 0; filter < Filters; filter += rows)
            {
                float* panel = gradients + ((nint)filter * depth);
                float* result = Result + (filter * ResultRow) + tap;
                int filters = Math.Min(rows, Filters - filter);
                if (filters == rows && taps == width)
                {
                    Tile<TLanes, TVector>.Multiply(depth, panel, packed, result, ResultRow, accumulate);
                }
                else
                {
                    Tile<TLanes, TVector>.MultiplyEdge(
                        depth, panel, packed, result, ResultRow, accumulate, filters, taps, edge);
                }
            }
        }
    }
}
