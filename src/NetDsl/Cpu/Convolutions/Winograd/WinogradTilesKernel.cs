using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>y = f(Aᵀ m A + bias + residual) of a chunk's products, [element][row][tile]: some channels that are written a
/// task.</summary>
/// <param name="bias">For each channel that is written; null for none.</param>
/// <param name="residual">Added before the activation; or none.</param>
internal readonly unsafe struct WinogradTilesKernel<TActivation, TSink>(
    Machine machine,
    WinogradSizes sizes,
    WinogradChunk chunk,
    WinogradTargets targets,
    float* products,
    float* bias,
    TensorBuffer residual,
    TensorBuffer target,
    TensorBuffer choice,
    int firstRow) : IKernel
    where TActivation : struct, IActivation
    where TSink : struct, IRowsSink
{
    private const int RowsOfTask = 8;

    private int Tiles => chunk.Rows * sizes.TilesX;

    /// <summary>Floats of a row of pixels.</summary>
    private int Pitch => sizes.TilesX * WinogradSizes.Tile;

    private int Tasks => (targets.Count + RowsOfTask - 1) / RowsOfTask;

    /// <summary>Runs all.</summary>
    public void Run() => machine.Run(this, Tasks, (long)targets.Count * WinogradSizes.RoundUp(Tiles) * WinogradSizes.Elements * 4);

    /// <summary>Runs all on this thread, as part of a task.</summary>
    public void RunHere<TLanes, TVector>(int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => KernelRunner.RunHere<WinogradTilesKernel<TActivation, TSink>, TLanes, TVector>(this, Tasks, worker);

    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // a row of tiles more, for what is left of the last vector
        int floats = (chunk.Rows + 1) * WinogradSizes.Tile * Pitch;
        float* planes = machine.Scratch(worker, floats + sizes.Pitch + TSink.Scratch);
        int* places = (int*)(planes + floats);
        float* scratch = planes + floats + sizes.Pitch;
        TSink.Prepare<TLanes, TVector>(scratch, chooses: !choice.IsNone);
        WritePlaces(places, TLanes.Count);
        int end = Math.Min(targets.Count, (task + 1) * RowsOfTask) + targets.First;
        for (int row = (task * RowsOfTask) + targets.First; row < end; row++)
        {
            Transform<TLanes, TVector>(products + ((nint)row * sizes.Pitch), planes, places);
            Write<TLanes, TVector>(planes, firstRow + row, scratch);
        }
    }

    /// <summary>Where each tile's first pixel lies.</summary>
    private void WritePlaces(int* places, int lanes)
    {
        const int size = WinogradSizes.Tile;
        int count = 0;
        for (int row = 0; row < chunk.Rows; row++)
        {
            for (int tile = 0; tile < sizes.TilesX; tile++)
            {
                places[count++] = ((row * Pitch) + tile) * size;
            }
        }

        for (; count % lanes > 0; count++)
        {
            places[count] = chunk.Rows * Pitch * size;
        }
    }

    /// <summary>As many tiles at once as a vector has values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform<TLanes, TVector>(float* from, float* planes, int* places)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        const int patch = WinogradSizes.Patch;
        const int size = WinogradSizes.Tile;
        nint element = sizes.ProductElement;
        int pitch = Pitch;
        int tiles = Tiles;
        int lanes = TLanes.Count;
        float* half = stackalloc float[patch * size * lanes];
        for (int tile = 0; tile < tiles; tile += lanes)
        {
            for (int column = 0; column < patch; column++)
            {
                float* to = half + (column * lanes);
                var (y0, y1, y2, y3) = WinogradTransform.Tile<TLanes, TVector>(
                    from + (column * element) + tile, patch * element);
                TLanes.Store(to, y0);
                TLanes.Store(to + (patch * lanes), y1);
                TLanes.Store(to + (2 * patch * lanes), y2);
                TLanes.Store(to + (3 * patch * lanes), y3);
            }

            for (int row = 0; row < size; row++)
            {
                var (y0, y1, y2, y3) = WinogradTransform.Tile<TLanes, TVector>(half + (row * patch * lanes), lanes);
                TLanes.StoreFours(planes + (row * pitch), places + tile, y0, y1, y2, y3);
            }
        }
    }

    /// <summary>Finishes a channel's rows of pixels, all of an image at once where nothing lies between them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write<TLanes, TVector>(float* planes, int channel, float* scratch)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        (int width, int pitch) = (sizes.TargetWidth, Pitch);
        float add = bias is null ? 0 : bias[channel];
        for (int row = 0; row < chunk.Rows;)
        {
            WinogradRows part = chunk.Image(sizes, row);
            int y = part.First * WinogradSizes.Tile;
            int lines = Math.Min(part.Count * WinogradSizes.Tile, sizes.TargetHeight - y);
            nint place = (((nint)channel * sizes.TargetHeight) + y) * width;
            (int runs, int length) = width == pitch ? (1, lines * width) : (lines, width);
            for (int run = 0; run < runs; run++)
            {
                nint at = place + ((nint)run * width);
                Elementwise.AddAndActivate<TActivation, TLanes, TVector>(
                    planes + ((nint)run * pitch), add, residual.IsNone ? null : residual.Example(part.Image) + at,
                    TSink.Pools ? planes + ((nint)run * width) : target.Example(part.Image) + at, length);
            }

            if (TSink.Pools)
            {
                TSink.Write<TLanes, TVector>(
                    planes - ((nint)y * width), target, choice, part.Image, channel, y, y + lines, scratch);
            }

            planes += (nint)part.Count * WinogradSizes.Tile * pitch;
            row += part.Count;
        }
    }
}
