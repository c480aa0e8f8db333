using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Cpu;

/// <summary>A dz Aᵀ of a chunk's tiles of the output's gradients, [element][filter][tile], by which the transformed
/// weights' gradients are products: some filters a task.</summary>
/// <param name="sizes">Of the forward pass.</param>
internal readonly unsafe struct WinogradGradientsKernel(
    Machine machine, WinogradSizes sizes, WinogradChunk chunk, TensorBuffer gradients, int firstFilter, float* products)
    : IKernel
{
    private const int FiltersOfTask = 8;

    public int Tasks => (sizes.Rows + FiltersOfTask - 1) / FiltersOfTask;

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

        int most = Math.Min(chunk.Rows, sizes.TilesY) * WinogradSizes.Tile;
        float* rows = machine.Scratch(worker, WinogradPhases.Floats(sizes, most));
        var phases = new WinogradPhases(sizes, sizes.TargetHeight, sizes.TargetWidth, 0, 0);
        int end = Math.Min(sizes.Rows, (task + 1) * FiltersOfTask);
        for (int filter = task * FiltersOfTask; filter < end; filter++)
        {
            float* to = products + ((nint)filter * sizes.Pitch);
            for (int row = 0; row < chunk.Rows;)
            {
                WinogradRows part = chunk.Image(sizes, row);
                float* from = gradients.Example(part.Image)
                    + ((nint)(firstFilter + filter) * sizes.TargetHeight * sizes.TargetWidth);
                phases.Fill<TLanes, TVector>(
                    from, part.First * WinogradSizes.Tile, part.Count * WinogradSizes.Tile, rows);
                Transform<TLanes, TVector>(rows, part.Count, to + (row * sizes.TilesX));
                row += part.Count;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform<TLanes, TVector>(float* rows, int tileRows, float* to)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        const int patch = WinogradSizes.Patch;
        const int phases = WinogradPhases.Phases;
        nint pitch = sizes.PhasePitch;
        nint element = sizes.ProductElement;
        float* half = stackalloc float[patch * phases * TLanes.Count];
        for (int row = 0; row < tileRows; row++)
        {
            // what a row's last vector writes too much, the next row overwrites
            for (int tile = 0; tile < sizes.TilesX; tile += TLanes.Count)
            {
                for (int column = 0; column < phases; column++)
                {
                    WinogradTransform.TileGradient<TLanes, TVector>(
                        rows + (column * pitch) + tile, phases * pitch,
                        half + (column * TLanes.Count), phases * TLanes.Count);
                }

                for (int line = 0; line < patch; line++)
                {
                    WinogradTransform.TileGradient<TLanes, TVector>(
                        half + (line * phases * TLanes.Count), TLanes.Count,
                        to + (line * patch * element) + tile, element);
                }
            }

            rows += WinogradSizes.Tile * phases * pitch;
            to += sizes.TilesX;
        }
    }
}
