namespace NetDsl.Cpu;

/// <summary>A group of the batch, chunk by chunk: patches, products and tiles. A chunk is a task, where there are enough tiles for that;
/// of a small one, a share of the channels that are written; else all threads compute one together.</summary>
internal unsafe struct WinogradPass<TActivation, TSink> : IKernel
    where TActivation : struct, IActivation
    where TSink : struct, IRowsSink
{
    private readonly Machine machine;
    private readonly WinogradSizes sizes;
    private readonly int shares;
    private readonly bool isShared;

    public WinogradPass(Machine machine, in WinogradSizes sizes)
    {
        this.machine = machine;
        bool isByChunks = sizes.TryShareOut(machine.Team.Size, out WinogradSizes shared);
        this.sizes = isByChunks ? shared : sizes;
        shares = isByChunks ? 1 : sizes.Shares(machine.Team.Size);
        isShared = isByChunks || shares > 1;
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

    /// <summary>Where the sink's maxima were; or none.</summary>
    public TensorBuffer Choice;

    /// <summary>The group's first channel of the target.</summary>
    public int FirstRow;

    /// <summary>From a channel's transformed patches to the first one's.</summary>
    private readonly int* Offsets => (int*)(Scratch + ScratchSize - sizes.Channels);

    private readonly long ScratchSize => (isShared ? 0 : sizes.ChunkSize) + sizes.Channels;

    /// <summary>Floats of shared scratch memory: a chunk's patches and products, where all threads compute it, and the patches'
    /// offsets.</summary>
    public static long ScratchFloats(Machine machine, in WinogradSizes sizes) =>
        new WinogradPass<TActivation, TSink>(machine, sizes).ScratchSize;

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
            machine.Run(this, sizes.Chunks * shares, WinogradSizes.Elements * tiles * sizes.Rows * sizes.Channels);
            return;
        }

        for (int i = 0; i < sizes.Chunks; i++)
        {
            WinogradChunk chunk = sizes.Chunk(i);
            WinogradTargets all = sizes.Targets(0, shares: 1);
            Patches(chunk, worker: 0).Run();
            if (machine.IsFilterwise)
            {
                Filterwise(chunk, all, worker: 0).Run();
            }
            else
            {
                Products(chunk, all, worker: 0).Run();
            }

            Tiles(chunk, all, worker: 0).Run();
        }
    }

    /// <summary>A chunk, or a share of one.</summary>
    public readonly void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        WinogradChunk chunk = sizes.Chunk(task / shares);
        WinogradTargets targets = sizes.Targets(task % shares, shares);
        Patches(chunk, worker).RunHere<TLanes, TVector>(worker);
        if (machine.IsFilterwise)
        {
            Filterwise(chunk, targets, worker).RunHere<TLanes, TVector>(worker);
        }
        else
        {
            Products(chunk, targets, worker).RunHere<TLanes, TVector>(worker);
        }

        Tiles(chunk, targets, worker).RunHere<TLanes, TVector>(worker);
    }

    private readonly WinogradElementsKernel<WinogradPatches> Patches(WinogradChunk chunk, int worker) =>
        new(machine, sizes, chunk, Source, OfWorker(worker), sizes.PatchElement);

    private readonly WinogradFilterwiseKernel Filterwise(WinogradChunk chunk, WinogradTargets targets, int worker) => new(
        machine, sizes, targets, chunk.Rows * sizes.TilesX, Weights.Pointer, Offsets, OfWorker(worker),
        OfWorker(worker) + sizes.PatchFloats);

    private readonly WinogradProductsKernel Products(WinogradChunk chunk, WinogradTargets targets, int worker) => new(
        machine, targets.Count, chunk.Rows * sizes.TilesX, sizes.Channels,
        new MatrixView(Weights.Pointer + (targets.First * Weights.RowStride), Weights.RowStride, Weights.ColumnStride), WeightElement,
        new MatrixView(OfWorker(worker), sizes.Pitch, 1), sizes.PatchElement,
        new MatrixView(OfWorker(worker) + sizes.PatchFloats + ((nint)targets.First * sizes.Pitch), sizes.Pitch, 1), sizes.ProductElement,
        adds: false);

    private readonly WinogradTilesKernel<TActivation, TSink> Tiles(WinogradChunk chunk, WinogradTargets targets, int worker) =>
        new(machine, sizes, chunk, targets, OfWorker(worker) + sizes.PatchFloats, Bias, Residual, Target, Choice, FirstRow);

    private readonly float* OfWorker(int worker) => isShared ? machine.OwnScratch(worker, sizes.ChunkSize) : Scratch;
}
