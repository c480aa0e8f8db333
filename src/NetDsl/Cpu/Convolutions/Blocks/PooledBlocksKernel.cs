using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>
/// A task is a group of some images; or some tiles and rows of maxima of one image whose planes are ready. It computes
/// places in the order and in the blocks of <see cref="WindowProduct"/> into a band of rows that stays in the cache,
/// and pools those that are complete whenever the band is full.
/// </summary>
internal unsafe struct PooledBlocksKernel<TShape, TActivation, TPool, TPoolActivation> : IKernel
    where TShape : struct, IConvolutionShape
    where TActivation : struct, IActivation
    where TPool : struct, IPoolingShape
    where TPoolActivation : struct, IActivation
{
    /// <summary>The convolution, without a target. Its chunks of places are chunks of rows of maxima.</summary>
    public ConvolutionBlocksKernel<InputSide<TShape>, TActivation> Blocks;
    public TensorBuffer Output;

    /// <summary>None in inference.</summary>
    public TensorBuffer Choice;

    public readonly void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (Blocks.Planes is not null)
        {
            int tiles = task % Blocks.TileChunks;
            int rows = task / Blocks.TileChunks;
            Run<TLanes, TVector>(
                worker, Blocks.Image, 1, Blocks.Group,
                Blocks.Tiles * tiles / Blocks.TileChunks, Blocks.Tiles * (tiles + 1) / Blocks.TileChunks,
                TPool.OutputHeight * rows / Blocks.PlaceChunks, TPool.OutputHeight * (rows + 1) / Blocks.PlaceChunks);
            return;
        }

        int first = task / TShape.Groups * Blocks.ImagesOfTask;
        int images = Math.Min(Blocks.ImagesOfTask, Blocks.Count - first);
        Run<TLanes, TVector>(
            worker, first, images, task % TShape.Groups, 0, Blocks.Tiles, 0, TPool.OutputHeight);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Run<TLanes, TVector>(
        int worker, int first, int images, int group, int firstTile, int endTile, int firstRow, int endRow)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int firstFilter = firstTile * Tile<TLanes, TVector>.Rows;
        int endFilter = Math.Min(ConvolutionPlan<TShape>.Filters, endTile * Tile<TLanes, TVector>.Rows);
        int block = WindowProduct.PlacesAtOnce<TLanes, TVector>();
        var band = new PooledBand<TPool, TPoolActivation>(images, endFilter - firstFilter, firstRow, endRow, block);

        int filled = Blocks.Planes is null ? Blocks.PlanesOfTask : 0;
        float* scratch = Blocks.Machine.Scratch(
            worker, filled + band.Size + WindowProduct.Scratch<TLanes, TVector>(ConvolutionPlan<TShape>.Filters));
        float* planes = Blocks.Planes is null ? Blocks.Fill(first, images, group, scratch) : Blocks.Planes;
        int channel = (group * ConvolutionPlan<TShape>.Filters) + firstFilter;
        band.Start<TLanes, TVector>(scratch + filled, Maxima(Output, first, channel), Maxima(Choice, first, channel));
        scratch += filled + band.Size;

        WindowProduct product = Blocks.Product<TLanes, TVector>(group, InputSide<TShape>.Phase(0), 0, planes);
        product.Places.TargetImage = band.ImageSize;
        product.TargetRow = band.ChannelSize;
        int end = band.EndPlace;
        for (int place = band.FirstPlace; place < end; place += block)
        {
            int until = Math.Min(end, place + block);
            band.MakeRoom<TLanes, TVector>(place, until);
            product.Places.Target = band.Target - (firstFilter * product.TargetRow);
            product.Run<TActivation, TLanes, TVector>(firstTile, endTile, place, until, scratch);
        }

        band.Finish<TLanes, TVector>();
    }

    private static TensorBuffer Maxima(TensorBuffer buffer, int example, int channel) => buffer.IsNone
        ? default
        : new(buffer.Example(example) + ((nint)channel * PoolingPlan<TPool>.OutputPlane), buffer.Stride);
}
