using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Cpu;

/// <summary>V = Bᵀ d B of a chunk's patches, [element][channel][tile]: some channels a task.</summary>
internal readonly unsafe struct WinogradPatchesKernel(
    Machine machine, WinogradSizes sizes, WinogradChunk chunk, TensorBuffer source, int firstChannel, float* patches)
    : IKernel
{
    private const int ChannelsOfTask = 8;

    public int Tasks => (sizes.Channels + ChannelsOfTask - 1) / ChannelsOfTask;

    public long Cost => (long)sizes.Channels * chunk.Rows * sizes.TilesX * WinogradSizes.Elements * 4;

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

        int most = (Math.Min(chunk.Rows, sizes.TilesY) * WinogradSizes.Tile) + 2;
        float* rows = machine.Scratch(worker, WinogradPhases.Floats(sizes, most));
        var phases = new WinogradPhases(sizes, sizes.Height, sizes.Width, sizes.PadTop, sizes.PadLeft);
        int end = Math.Min(sizes.Channels, (task + 1) * ChannelsOfTask);
        for (int channel = task * ChannelsOfTask; channel < end; channel++)
        {
            float* to = patches + ((nint)channel * sizes.Pitch);
            for (int row = 0; row < chunk.Rows;)
            {
                WinogradRows part = chunk.Image(sizes, row);
                float* from = source.Example(part.Image) + ((nint)(firstChannel + channel) * sizes.Height * sizes.Width);
                phases.Fill<TLanes, TVector>(
                    from, part.First * WinogradSizes.Tile, (part.Count * WinogradSizes.Tile) + 2, rows);
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
        nint element = sizes.PatchElement;
        float* half = stackalloc float[WinogradSizes.Elements * TLanes.Count];
        for (int row = 0; row < tileRows; row++)
        {
            // what a row's last vector writes too much, the next row overwrites
            for (int tile = 0; tile < sizes.TilesX; tile += TLanes.Count)
            {
                for (int column = 0; column < patch; column++)
                {
                    WinogradTransform.Patch<TLanes, TVector>(
                        rows + ((column % phases) * pitch) + (column / phases) + tile, phases * pitch,
                        half + (column * TLanes.Count), patch * TLanes.Count);
                }

                for (int line = 0; line < patch; line++)
                {
                    WinogradTransform.Patch<TLanes, TVector>(
                        half + (line * patch * TLanes.Count), TLanes.Count, to + (line * patch * element) + tile, element);
                }
            }

            rows += WinogradSizes.Tile * phases * pitch;
            to += sizes.TilesX;
        }
    }
}
