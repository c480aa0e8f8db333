using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Cpu;

/// <summary>The elements of a chunk, [element][channel][tile]: some channels a task.</summary>
/// <param name="element">Floats from one element to the next.</param>
internal readonly unsafe struct WinogradElementsKernel<TElements>(
    Machine machine, WinogradSizes sizes, WinogradChunk chunk, WinogradImage source, float* elements, nint element) : IKernel
    where TElements : struct, IWinogradElements
{
    private const int ChannelsOfTask = 8;

    /// <summary>Runs all.</summary>
    public void Run() => machine.Run(
        this, (source.Channels + ChannelsOfTask - 1) / ChannelsOfTask,
        (long)source.Channels * chunk.Rows * sizes.TilesX * WinogradSizes.Elements * WinogradSizes.Tile);

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

        int most = Pixels(Math.Min(chunk.Rows, sizes.TilesY));
        float* rows = machine.Scratch(worker, WinogradPhases.Floats(sizes, most));
        var phases = new WinogradPhases(sizes.PhasePitch, source);
        int end = Math.Min(source.Channels, (task + 1) * ChannelsOfTask);
        for (int channel = task * ChannelsOfTask; channel < end; channel++)
        {
            float* to = elements + ((nint)channel * sizes.Pitch);
            for (int row = 0; row < chunk.Rows;)
            {
                WinogradRows part = chunk.Image(sizes, row);
                phases.Fill<TLanes, TVector>(
                    source.Channel(part.Image, channel), part.First * WinogradSizes.Tile, Pixels(part.Count), rows);
                Transform<TLanes, TVector>(rows, part.Count, to + (row * sizes.TilesX));
                row += part.Count;
            }
        }
    }

    /// <summary>Rows of pixels that some rows of tiles follow from.</summary>
    private static int Pixels(int tileRows) => ((tileRows - 1) * WinogradSizes.Tile) + TElements.Side;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform<TLanes, TVector>(float* rows, int tileRows, float* to)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        const int patch = WinogradSizes.Patch;
        const int phases = WinogradPhases.Phases;
        int side = TElements.Side;
        nint pitch = sizes.PhasePitch;
        float* half = stackalloc float[patch * side * TLanes.Count];
        for (int row = 0; row < tileRows; row++)
        {
            // what a row's last vector writes too much, the next row overwrites
            for (int tile = 0; tile < sizes.TilesX; tile += TLanes.Count)
            {
                for (int column = 0; column < side; column++)
                {
                    TElements.Transform<TLanes, TVector>(
                        rows + ((column % phases) * pitch) + (column / phases) + tile, phases * pitch,
                        half + (column * TLanes.Count), side * TLanes.Count);
                }

                for (int line = 0; line < patch; line++)
                {
                    TElements.Transform<TLanes, TVector>(
                        half + (line * side * TLanes.Count), TLanes.Count, to + (line * patch * element) + tile, element);
                }
            }

            rows += WinogradSizes.Tile * phases * pitch;
            to += sizes.TilesX;
        }
    }
}
