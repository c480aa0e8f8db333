using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Cpu;

/// <summary>y = f(Aᵀ m A + bias + residual) of a chunk's products, [element][row][tile]: some channels that are written a
/// task.</summary>
/// <param name="bias">For each channel that is written; null for none.</param>
/// <param name="residual">Added before the activation; or none.</param>
internal readonly unsafe struct WinogradTilesKernel<TActivation>(
    Machine machine,
    WinogradSizes sizes,
    WinogradChunk chunk,
    float* products,
    float* bias,
    TensorBuffer residual,
    TensorBuffer target,
    int firstRow) : IKernel
    where TActivation : struct, IActivation
{
    private const int RowsOfTask = 8;

    public int Tasks => (sizes.Rows + RowsOfTask - 1) / RowsOfTask;

    public long Cost => (long)sizes.Rows * chunk.Rows * sizes.TilesX * WinogradSizes.Elements * 4;

    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (TLanes.Count > Lanes128.Count && sizes.TilesX <= Lanes128.Count)
        {
            // longer vectors would be half empty
            Execute<Lanes128, Vector128<float>>(task, worker);
            return;
        }

        float* rows = machine.Scratch(worker, WinogradPhases.Floats(sizes, WinogradSizes.Tile));
        int end = Math.Min(sizes.Rows, (task + 1) * RowsOfTask);
        for (int row = task * RowsOfTask; row < end; row++)
        {
            for (int tileRow = 0; tileRow < chunk.Rows; tileRow++)
            {
                Transform<TLanes, TVector>(
                    products + ((nint)row * sizes.Pitch) + (tileRow * sizes.TilesX), rows);
                int image = (chunk.First + tileRow) / sizes.TilesY;
                Write<TLanes, TVector>(
                    rows, image, firstRow + row, (chunk.First + tileRow) % sizes.TilesY * WinogradSizes.Tile);
            }
        }
    }

    /// <summary>A row of tiles: four rows of pixels in four phases.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform<TLanes, TVector>(float* from, float* rows)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        const int patch = WinogradSizes.Patch;
        const int size = WinogradSizes.Tile;
        nint pitch = sizes.PhasePitch;
        nint element = sizes.ProductElement;
        float* half = stackalloc float[patch * size * TLanes.Count];
        for (int tile = 0; tile < sizes.TilesX; tile += TLanes.Count)
        {
            for (int column = 0; column < patch; column++)
            {
                WinogradTransform.Tile<TLanes, TVector>(
                    from + (column * element) + tile, patch * element,
                    half + (column * TLanes.Count), patch * TLanes.Count);
            }

            for (int line = 0; line < size; line++)
            {
                WinogradTransform.Tile<TLanes, TVector>(
                    half + (line * patch * TLanes.Count), TLanes.Count, rows + (line * size * pitch) + tile, pitch);
            }
        }
    }

    /// <summary>Puts the phases of each row together and finishes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write<TLanes, TVector>(float* rows, int image, int channel, int y)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        const int size = WinogradSizes.Tile;
        int pitch = sizes.PhasePitch;
        float* line = rows + (size * size * pitch);
        int width = sizes.TargetWidth;
        int end = Math.Min(sizes.TargetHeight, y + size);
        float add = bias is null ? 0 : bias[channel];
        nint place = (((nint)channel * sizes.TargetHeight) + y) * width;
        for (; y < end; y++)
        {
            WindowPacking.Interleave(
                line, rows, rows + pitch, rows + (2 * pitch), rows + (3 * pitch), (sizes.TilesX + 3) / 4 * 4);
            float* to = target.Example(image) + place;
            if (residual.IsNone)
            {
                Elementwise.AddAndActivate<TActivation, TLanes, TVector>(line, add, to, width);
            }
            else
            {
                Elementwise.AddAndActivate<Identity, TLanes, TVector>(line, add, line, width);
                Elementwise.Add<TActivation, TLanes, TVector>(line, residual.Example(image) + place, to, width);
            }

            rows += size * pitch;
            place += width;
        }
    }
}
