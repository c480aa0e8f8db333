using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>
/// y[row, place] = f(Σₖ weights[row, k] · planes[place + offsets[k]] + bias[row] + residual[row, place]): a matrix
/// product by packed panels, as <see cref="MatrixProduct"/>, whose right factor is read where the windows see it. Each
/// value is summed in blocks that depend on the depth alone, so it has the same bits at any number of threads.
/// </summary>
internal unsafe struct WindowProduct
{
    /// <summary>Depth of a block at most: a block's packed places take a quarter of a second cache of 512 KB.</summary>
    public const int DepthBlock = 320;

    /// <summary>Places of a block, about.</summary>
    public const int PlaceBlock = 96;

    /// <summary>[row tile][depth][row]</summary>
    public float* Weights;

    /// <summary>Null for none.</summary>
    public float* Bias;

    public bool HasResidual;

    /// <summary>Floats from a value's place to what is added to it before the activation.</summary>
    public nint ToResidual;

    /// <summary>[depth]</summary>
    public int* Offsets;
    public int Depth;
    public WindowPlaces Places;

    /// <summary>Whether nothing may be read behind a run: it may be the last of another's memory.</summary>
    public bool IsExact;

    /// <summary>Rows: filters, or the channels of a gradient.</summary>
    public int Rows;

    /// <summary>Floats from one row's values to the next's.</summary>
    public nint TargetRow;

    /// <summary>Places that are packed and computed together.</summary>
    public static int PlacesAtOnce<TLanes, TVector>()
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => Panels<TLanes, TVector>() * Tile<TLanes, TVector>.Columns;

    /// <summary>Floats of scratch memory for <see cref="Run"/>.</summary>
    public static long Scratch<TLanes, TVector>(int rows)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int places = PlacesAtOnce<TLanes, TVector>();
        int runs = places * sizeof(WindowRun) / sizeof(float);
        long results = (long)(rows + Tile<TLanes, TVector>.Rows) * places;
        return ((long)DepthBlock * places) + results + runs + 128;
    }

    /// <summary>Computes row tiles and places of images whose planes are there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TActivation, TLanes, TVector>(
        int firstTile, int endTile, int firstPlace, int endPlace, float* scratch)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int width = Tile<TLanes, TVector>.Columns;
        int most = Panels<TLanes, TVector>();
        var runs = (WindowRun*)scratch;
        float* packed = scratch + Align(most * width * sizeof(WindowRun) / sizeof(float));
        float* results = packed + Align((DepthBlock * most * width) + 16);
        int* counts = stackalloc int[most];
        for (int place = firstPlace; place < endPlace; place += most * width)
        {
            int panels = Math.Min(most, (endPlace - place + width - 1) / width);
            for (int panel = 0; panel < panels; panel++)
            {
                int first = place + (panel * width);
                counts[panel] = Places.Split(first, Math.Min(endPlace, first + width), runs + (panel * width));
            }

            Block<TActivation, TLanes, TVector>(firstTile, endTile, runs, counts, panels, packed, results);
        }
    }

    private static int Panels<TLanes, TVector>()
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => PlaceBlock / Tile<TLanes, TVector>.Columns;

    private static int Align(int floats) => (floats + 15) / 16 * 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Block<TActivation, TLanes, TVector>(
        int firstTile, int endTile, WindowRun* runs, int* counts, int panels, float* packed, float* results)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int rows = Tile<TLanes, TVector>.Rows;
        int width = Tile<TLanes, TVector>.Columns;
        int blocks = Math.Max(1, (Depth + DepthBlock - 1) / DepthBlock);
        int blockDepth = (Depth + blocks - 1) / blocks;
        for (int block = 0; block < blocks; block++)
        {
            int k = block * blockDepth;
            int depth = Math.Min(blockDepth, Depth - k);
            for (int panel = 0; panel < panels; panel++)
            {
                WindowPacking.PackPlaces<TLanes, TVector>(
                    packed + ((nint)panel * depth * width), width, runs + (panel * width), counts[panel],
                    Offsets + k, depth, IsExact);
            }

            for (int tile = firstTile; tile < endTile; tile++)
            {
                float* weights = Weights + (((nint)tile * Depth) + k) * rows;
                for (int panel = 0; panel < panels; panel++)
                {
                    // a tile that is finished at once needs no place of its own
                    int index = blocks == 1 ? 0 : ((tile - firstTile) * panels) + panel;
                    float* result = results + ((nint)index * rows * width);
                    Tile<TLanes, TVector>.Multiply(
                        depth, weights, packed + ((nint)panel * depth * width), result, width, accumulate: block > 0);
                    if (block == blocks - 1)
                    {
                        Finish<TActivation, TLanes, TVector>(
                            tile * rows, result, runs + (panel * width), counts[panel]);
                    }
                }
            }
        }
    }

    /// <summary>Bias and activation, then each value to its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Finish<TActivation, TLanes, TVector>(int row, float* result, WindowRun* runs, int count)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int width = Tile<TLanes, TVector>.Columns;
        int end = Math.Min(Rows, row + Tile<TLanes, TVector>.Rows);
        for (; row < end; row++)
        {
            if (HasResidual)
            {
                FinishSum<TActivation, TLanes, TVector>(row, result, runs, count);
            }
            else
            {
                if (Bias is not null || !TActivation.IsIdentity)
                {
                    Elementwise.AddAndActivate<TActivation, TLanes, TVector>(
                        result, Bias is null ? 0 : Bias[row], result, width);
                }

                for (int i = 0; i < count; i++)
                {
                    Write<TLanes, TVector>(
                        result + runs[i].First, runs[i].Target + (row * TargetRow), runs[i].Length);
                }
            }

            result += width;
        }
    }

    /// <summary>One row with a residual: its neighbours are neighbours where it is written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void FinishSum<TActivation, TLanes, TVector>(int row, float* result, WindowRun* runs, int count)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (Bias is not null)
        {
            Elementwise.AddAndActivate<Identity, TLanes, TVector>(
                result, Bias[row], result, Tile<TLanes, TVector>.Columns);
        }

        for (int i = 0; i < count; i++)
        {
            float* to = runs[i].Target + (row * TargetRow);
            Elementwise.Add<TActivation, TLanes, TVector>(
                result + runs[i].First, to + ToResidual, to, runs[i].Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Write<TLanes, TVector>(float* from, float* to, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int step = Places.TargetColumn;
        int i = 0;
        for (; step == 1 && i <= count - TLanes.Count; i += TLanes.Count)
        {
            TLanes.Store(to + i, TLanes.Load(from + i));
        }

        for (; i < count; i++)
        {
            to[(nint)i * step] = from[i];
        }
    }
}
