using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Cpu;

/// <summary>
/// y[row, place] = f(Σₖ weights[row, k] · planes[place + offsets[k]] + bias[row] + residual[row, place]): a matrix
/// product by packed panels, as <see cref="MatrixProduct"/>, whose right factor is read where the windows see it. Each
/// value is summed in blocks that depend on the depth alone, so it has the same bits at any number of threads.
/// </summary>
internal unsafe struct WindowProduct
{
    /// <summary>Depth of a block at most: a panel of places takes the first cache.</summary>
    public const int DepthBlock = 320;

    /// <summary>Places of a block, about.</summary>
    public const int PlaceBlock = 96;

    /// <summary>Floats of a block of rows' weights: 128 KB, which every panel of places reads from the second
    /// cache.</summary>
    private const int RowFloats = 32 * 1024;

    /// <summary>Packed, [row tile][depth][row]; or as they are learnt, [row][depth].</summary>
    public float* Weights;

    public bool AreWeightsPacked;

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

    /// <summary>Places that are packed and computed together, about: whole panels.</summary>
    public static int PlacesAtOnce<TLanes, TVector>()
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => PlaceBlock / Tile<TLanes, TVector>.Columns * Tile<TLanes, TVector>.Columns;

    /// <summary>Floats of scratch memory for <see cref="Run"/>.</summary>
    public static long Scratch<TLanes, TVector>(int rows)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int places = MostPlaces<TLanes, TVector>();
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
        int most = MostPlaces<TLanes, TVector>();
        WindowPanel* panels = stackalloc WindowPanel[most / TLanes.Count];
        var runs = (WindowRun*)scratch;
        float* packed = scratch + Align(most * sizeof(WindowRun) / sizeof(float));
        float* results = packed + Align((DepthBlock * most) + 16);
        int vectors = (endPlace - firstPlace + TLanes.Count - 1) / TLanes.Count;
        int vectorsAtOnce = PlacesAtOnce<TLanes, TVector>() / TLanes.Count;

        // about equal blocks: a small one at the end would read all weights for little
        int blocks = Math.Max(1, (vectors + (vectorsAtOnce / 2)) / vectorsAtOnce);
        for (int i = 0; i < blocks; i++)
        {
            int place = firstPlace + (vectors * i / blocks * TLanes.Count);
            int end = Math.Min(endPlace, firstPlace + (vectors * (i + 1) / blocks * TLanes.Count));
            var block = new WindowBlock(panels, packed, results);
            WindowRun* next = runs;
            while (place < end)
            {
                int width = Tile<TLanes, TVector>.VectorsOfPanel(end - place) * TLanes.Count;
                int until = Math.Min(end, place + width);
                panels[block.Panels++] = new WindowPanel(next, Places.Split(place, until, next), block.Width, width);
                next += until - place;
                block.Width += width;
                place = until;
            }

            Block<TActivation, TLanes, TVector>(firstTile, endTile, block);
        }
    }

    /// <summary>Places of a block at most, those that are only there to fill vectors counted.</summary>
    private static int MostPlaces<TLanes, TVector>()
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => (PlacesAtOnce<TLanes, TVector>() * 3 / 2) + (2 * TLanes.Count);

    private static int Align(int floats) => (floats + 15) / 16 * 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Block<TActivation, TLanes, TVector>(int firstTile, int endTile, in WindowBlock block)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int tileRows = Tile<TLanes, TVector>.Rows;
        int depths = Math.Max(1, (Depth + DepthBlock - 1) / DepthBlock);
        int most = Math.Max(1, (Depth + depths - 1) / depths);
        int tilesAtOnce = Math.Max(1, RowFloats / (most * tileRows));
        bool asks = !AreWeightsPacked && (long)Rows * Depth > RowFloats;

        // a phase that no tap sees has no depth, and is written all the same
        for (int k = 0; k == 0 || k < Depth; k += most)
        {
            int depth = Math.Min(most, Depth - k);
            for (int tile = firstTile; tile < endTile; tile += tilesAtOnce)
            {
                int end = Math.Min(endTile, tile + tilesAtOnce);
                bool isOnce = end - tile == endTile - firstTile;
                float* results = block.Results + (depths == 1 ? 0 : (nint)(tile - firstTile) * tileRows * block.Width);
                for (int i = 0; i < block.Panels; i++)
                {
                    WindowPanel places = block.Panel[i];

                    // what no other rows need is packed where the panel before was: in the first cache
                    float* panel = block.Packed + (isOnce ? 0 : (nint)places.Column * depth);
                    WindowPrefetch ahead = default;
                    if (tile == firstTile)
                    {
                        WindowPacking.PackPlaces<TLanes, TVector>(
                            panel, places.Width, places.Runs, places.Count, Offsets + k, depth, IsExact);
                        ahead = IsExact && i + 1 < block.Panels
                            ? new WindowPrefetch(block.Panel[i + 1], Offsets + k, depth)
                            : default;
                    }

                    Panel<TActivation, TLanes, TVector>(
                        tile, end, k, depth, places, panel, results + places.Column, block.Width, ahead, asks && i == 0);
                }
            }
        }
    }

    /// <summary>Some rows by one panel; where their sums are then complete, they are finished while the first cache has
    /// them.</summary>
    /// <param name="result">The first row's, lines <paramref name="stride"/> apart.</param>
    /// <param name="ahead">What the next panel will be packed of, which is asked for meanwhile.</param>
    /// <param name="asksForWeights">Whether each tile asks for the next one's weights: where this is the first panel that
    /// reads them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Panel<TActivation, TLanes, TVector>(
        int firstTile, int endTile, int k, int depth, in WindowPanel places, float* panel, float* result, nint stride,
        WindowPrefetch ahead, bool asksForWeights)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int rows = Tile<TLanes, TVector>.Rows;
        int vectors = places.Width / TLanes.Count;
        int share = (ahead.Depth + endTile - firstTile - 1) / (endTile - firstTile);
        for (int tile = firstTile; tile < endTile; tile++)
        {
            ahead.Take(share);
            LeftLines weights = AreWeightsPacked
                ? new LeftLines(Weights + ((((nint)tile * Depth) + k) * rows), 1, rows)
                : new LeftLines(Weights + ((nint)tile * rows * Depth) + k, Depth, 1);
            if (asksForWeights && (tile + 2) * rows <= Rows)
            {
                RowsPrefetch.Ask(weights.Pointer + ((nint)rows * Depth), Depth, rows, depth);
            }

            bool isLast = k + depth == Depth;
            if (isLast && HasResidual)
            {
                AskForResidual(tile * rows, Math.Min(Rows, (tile + 1) * rows), places);
            }

            Tile<TLanes, TVector>.Multiply(depth, weights, panel, result, stride, accumulate: k > 0, vectors);
            if (isLast)
            {
                Finish<TActivation, TLanes, TVector>(tile * rows, Math.Min(Rows, (tile + 1) * rows), result, stride, places);
            }

            // sums that are complete at once need no other place
            result += depth == Depth ? 0 : rows * stride;
        }
    }

    /// <summary>Asks for what will be added to some rows, while their sums are computed.</summary>
    private readonly void AskForResidual(int row, int end, in WindowPanel places)
    {
        for (int i = 0; i < places.Count; i++)
        {
            WindowRun run = places.Runs[i];
            RowsPrefetch.Ask(run.Target + ToResidual + (row * TargetRow), TargetRow, end - row, run.Length);
        }
    }

    /// <summary>Bias, residual and activation of some rows, each value to its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Finish<TActivation, TLanes, TVector>(
        int row, int end, float* result, nint stride, in WindowPanel places)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int step = Places.TargetColumn;
        for (; row < end; row++)
        {
            float bias = Bias is null ? 0 : Bias[row];
            for (int i = 0; i < places.Count; i++)
            {
                float* from = result + places.Runs[i].First;
                float* to = places.Runs[i].Target + (row * TargetRow);
                int count = places.Runs[i].Length;
                int place = 0;
                for (; step == 1 && place <= count - TLanes.Count; place += TLanes.Count)
                {
                    Finish<TActivation, TLanes, TVector>(from + place, bias, to + place);
                }

                for (; step == 1 && place <= count - Lanes128.Count; place += Lanes128.Count)
                {
                    Finish<TActivation, Lanes128, Vector128<float>>(from + place, bias, to + place);
                }

                for (; place < count; place++)
                {
                    Finish<TActivation, LanesScalar, float>(from + place, bias, to + ((nint)place * step));
                }
            }

            result += stride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Finish<TActivation, TLanes, TVector>(float* from, float bias, float* to)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector value = TLanes.Add(TLanes.Load(from), TLanes.Broadcast(bias));
        if (HasResidual)
        {
            value = TLanes.Add(value, TLanes.Load(to + ToResidual));
        }

        TLanes.Store(to, TActivation.Apply<TLanes, TVector>(value));
    }
}
