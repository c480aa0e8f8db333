using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The elements of a chunk, [element][channel][tile]: some channels a task.</summary>
/// <param name="element">Floats from one element to the next.</param>
internal readonly unsafe struct WinogradElementsKernel<TElements>(
    Machine machine, WinogradSizes sizes, WinogradChunk chunk, WinogradImage source, float* elements, nint element) : IKernel
    where TElements : struct, IWinogradElements
{
    private const int ChannelsOfTask = 8;

    private int Tasks => (source.Channels + ChannelsOfTask - 1) / ChannelsOfTask;

    /// <summary>Runs all.</summary>
    public void Run() => machine.Run(
        this, Tasks, (long)source.Channels * WinogradSizes.RoundUp(chunk.Rows * sizes.TilesX) * WinogradSizes.Elements * WinogradSizes.Tile);

    /// <summary>Runs all on this thread, as part of a task.</summary>
    public void RunHere<TLanes, TVector>(int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => KernelRunner.RunHere<WinogradElementsKernel<TElements>, TLanes, TVector>(this, Tasks, worker);

    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int floats = WinogradPlanes.Floats(sizes, chunk, TElements.Side);
        float* planes = machine.Scratch(worker, floats + sizes.Pitch);
        int* places = (int*)(planes + floats);
        var pixels = new WinogradPlanes(sizes, chunk, source, TElements.Side);
        pixels.WritePlaces(places, TLanes.Count);
        new Span<float>(planes, floats).Clear();
        int end = Math.Min(source.Channels, (task + 1) * ChannelsOfTask);
        for (int channel = task * ChannelsOfTask; channel < end; channel++)
        {
            pixels.Fill<TLanes, TVector>(channel, planes);
            Transform<TLanes, TVector>(
                planes, pixels.Pitch, places, chunk.Rows * sizes.TilesX, elements + ((nint)channel * sizes.Pitch));
        }
    }

    /// <summary>As many tiles at once as a vector has values; what the last vector writes too much lies between two
    /// channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform<TLanes, TVector>(float* planes, nint pitch, int* places, int tiles, float* to)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        const int patch = WinogradSizes.Patch;
        int side = TElements.Side;
        float* half = stackalloc float[patch * side * TLanes.Count];
        for (int tile = 0; tile < tiles; tile += TLanes.Count)
        {
            for (int row = 0; row < side; row++)
            {
                TElements.Row<TLanes, TVector>(
                    planes + (row * pitch), places + tile, half + (row * patch * TLanes.Count), TLanes.Count);
            }

            for (int column = 0; column < patch; column++)
            {
                TElements.Column<TLanes, TVector>(
                    half + (column * TLanes.Count), patch * TLanes.Count,
                    to + (column * element) + tile, patch * element);
            }
        }
    }
}
