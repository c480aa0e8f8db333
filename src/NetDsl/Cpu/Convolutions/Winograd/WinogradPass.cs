namespace NetDsl.Cpu;

/// <summary>A group of the batch, chunk by chunk: patches, products and tiles. A chunk is a task, where there are enough tiles for that,
/// else all threads compute one together.</summary>
internal unsafe struct WinogradPass<TActivation> : IKernel
    where TActivation : struct, IActivation
{
    private readonly Machine machine;
    private readonly WinogradSizes sizes;
    private readonly bool isShared;

    public WinogradPass(Machine machine, in WinogradSizes sizes)
    {
        this.machine = machine;
        isShared = sizes.TryShareOut(machine.Team.Size, out WinogradSizes shared);
        this.sizes = isShared ? shared : sizes;
    }

    public WinogradImage Source;

    /// <summary>The first element's transformed weights, [row, channel]; where filters lie side by side, see
    /// <see cref="WinogradPanelsKernel"/>.</summary>
    public MatrixView Weights;

    /// <summary>From one element's to the next's, where filters do not lie side by side.</summary>
    public nint WeightElement;

    /// <summary>See <see cref="ScratchFloats"/>.</summary>
    public float* Scratch;

    /// <summary>Null for none.</summary>
    public float* Bias;

    /// <summary>Added before the activation; or none.</summary>
    public TensorBuffer Residual;
    public TensorBuffer Target;

    /// <summary>The group's first channel of the target.</summary>
    public int FirstRow;

    /// <summary>From a channel's transformed patches to the first one's.</summary>
    private readonly int* Offsets => (int*)(Scratch + ScratchSize - sizes.Channels);

    private readonly long ScratchSize => ((isShared ? machine.Team.Size : 1) * sizes.ChunkSize) + sizes.Channels;

    /// <summary>Floats of shared scratch memory: a chunk's patches and products, or those of each thread, and the patches'
    /// offsets.</summary>
    public static long ScratchFloats(Machine machine, in WinogradSizes sizes) =>
        new WinogradPass<TActivation>(machine, sizes).ScratchSize;

    /// <summary>Runs all.</summary>
    public readonly void Run()
    {
        for (int channel = 0; channel < sizes.Channels; channel++)
        {
            Offsets[channel] = channel * sizes.Pitch;
        }

        if (isShared)
        {
            long tiles = (long)sizes.TileRows * sizes.TilesX;
            machine.Run(this, sizes.Chunks, WinogradSizes.Elements * tiles * sizes.Rows * sizes.Channels);
            return;
        }

        for (int i = 0; i < sizes.Chunks; i++)
        {
            WinogradChunk chunk = sizes.Chunk(i);
            Patches(chunk, worker: 0).Run();
            if (machine.IsFilterwise)
            {
                Filterwise(chunk, worker: 0).Run();
            }
            else
            {
                Products(chunk, worker: 0).Run();
            }

            Tiles(chunk, worker: 0).Run();
        }
    }

    /// <summary>A chunk.</summary>
    public readonly void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        WinogradChunk chunk = sizes.Chunk(task);
        Patches(chunk, worker).RunHere<TLanes, TVector>(worker);
        if (machine.IsFilterwise)
        {
            Filterwise(chunk, worker).RunHere<TLanes, TVector>(worker);
        }
        else
        {
            Products(chunk, worker).RunHere<TLanes, TVector>(worker);
        }

        Tiles(chunk, worker).RunHere<TLanes, TVector>(worker);
    }

    private readonly WinogradElementsKernel<WinogradPatches> Patches(WinogradChunk chunk, int worker) =>
        new(machine, sizes, chunk, Source, OfWorker(worker), sizes.PatchElement);

    private readonly WinogradFilterwiseKernel Filterwise(WinogradChunk chunk, int worker) =>
        new(machine, sizes, chunk.Rows * sizes.TilesX, Weights.Pointer, Offsets, OfWorker(worker), OfWorker(worker) + sizes.PatchFloats);

    private readonly WinogradProductsKernel Products(WinogradChunk chunk, int worker) => new(
        machine, sizes.Rows, chunk.Rows * sizes.TilesX, sizes.Channels, Weights, WeightElement,
        new MatrixView(OfWorker(worker), sizes.Pitch, 1), sizes.PatchElement,
        new MatrixView(OfWorker(worker) + sizes.PatchFloats, sizes.Pitch, 1), sizes.ProductElement,
        adds: false);

    private readonly WinogradTilesKernel<TActivation> Tiles(WinogradChunk chunk, int worker) =>
        new(machine, sizes, chunk, OfWorker(worker) + sizes.PatchFloats, Bias, Residual, Target, FirstRow);

    private readonly float* OfWorker(int worker) => Scratch + (worker * sizes.ChunkSize);
}
