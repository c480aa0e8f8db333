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

    /// <summary>Floats of shared scratch memory for the sums, and a chunk's patches and gradients behind them: one, or one of each
    /// thread.</summary>
    public static long ScratchFloats(Machine machine, in WinogradParts parts) =>
        (parts.Count * parts.Floats) + (Chunks(machine, parts) * parts.Sizes.ChunkSize);

    /// <summary>Runs all.</summary>
    public readonly void Run()
    {
        WinogradSizes sizes = Parts.Sizes;
        if (Parts.SuitThreads(Machine.Team.Size))
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

    /// <summary>Chunks that are computed at a time.</summary>
    private static int Chunks(Machine machine, in WinogradParts parts) =>
        parts.SuitThreads(machine.Team.Size) ? machine.Team.Size : 1;

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

    private readonly float* Scratch(int worker) => Sums + (Parts.Count * Parts.Floats) + (worker * Parts.Sizes.ChunkSize);
}
