namespace NetDsl.Cpu;

/// <summary>The gradients of a group's transformed weights, part by part: a part is a task where threads have parts of their own,
/// else all threads compute a chunk together.</summary>
internal unsafe struct WinogradWeightsPass : IKernel
{
    public Machine Machine;
    public WinogradParts Parts;

    public WinogradImage Input;

    /// <summary>Of the output.</summary>
    public WinogradImage Gradients;

    /// <summary>What is written, [part][element][filter][channel].</summary>
    public float* Sums;

    /// <summary>From one filter to the next there, and from one element to the next.</summary>
    public int FilterPitch;
    public nint Element;

    private readonly bool IsShared => Parts.SuitThreads(Machine.Team.Size);

    /// <summary>Floats of shared scratch memory for the sums, and behind them a chunk's patches and gradients, where all threads
    /// compute it.</summary>
    public static long ScratchFloats(Machine machine, in WinogradParts parts) =>
        (parts.Count * parts.Floats) + (parts.SuitThreads(machine.Team.Size) ? 0 : parts.Sizes.ChunkSize);

    /// <summary>Runs all.</summary>
    public readonly void Run()
    {
        WinogradSizes sizes = Parts.Sizes;
        if (IsShared)
        {
            long tiles = (long)sizes.TileRows * sizes.TilesX;
            Machine.Run(this, Parts.Count, WinogradSizes.Elements * tiles * sizes.Rows * sizes.Channels);
            return;
        }

        for (int part = 0; part < Parts.Count; part++)
        {
            for (int i = 0; i < Parts.Chunks; i++)
            {
                WinogradChunk chunk = Parts.Chunk(part, i);
                Patches(chunk, worker: 0).Run();
                Tiles(chunk, worker: 0).Run();
                Products(part, chunk, worker: 0, adds: i > 0).Run();
            }
        }
    }

    /// <summary>A part.</summary>
    public readonly void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int i = 0; i < Parts.Chunks; i++)
        {
            WinogradChunk chunk = Parts.Chunk(task, i);
            Patches(chunk, worker).RunHere<TLanes, TVector>(worker);
            Tiles(chunk, worker).RunHere<TLanes, TVector>(worker);
            Products(task, chunk, worker, adds: i > 0).RunHere<TLanes, TVector>(worker);
        }
    }

    private readonly WinogradElementsKernel<WinogradPatches> Patches(WinogradChunk chunk, int worker) =>
        new(Machine, Parts.Sizes, chunk, Input, Scratch(worker), Parts.Sizes.PatchElement);

    private readonly WinogradElementsKernel<WinogradGradients> Tiles(WinogradChunk chunk, int worker) =>
        new(Machine, Parts.Sizes, chunk, Gradients, Scratch(worker) + Parts.Sizes.PatchFloats, Parts.Sizes.ProductElement);

    private readonly WinogradProductsKernel Products(int part, WinogradChunk chunk, int worker, bool adds) => new(
        Machine, Parts.Sizes.Rows, Parts.Sizes.Channels, chunk.Rows * Parts.Sizes.TilesX,
        new MatrixView(Scratch(worker) + Parts.Sizes.PatchFloats, Parts.Sizes.Pitch, 1), Parts.Sizes.ProductElement,
        new MatrixView(Scratch(worker), 1, Parts.Sizes.Pitch), Parts.Sizes.PatchElement,
        new MatrixView(Sums + (part * Parts.Floats), FilterPitch, 1), Element,
        adds);

    private readonly float* Scratch(int worker) =>
        IsShared ? Machine.OwnScratch(worker, Parts.Sizes.ChunkSize) : Sums + (Parts.Count * Parts.Floats);
}
