using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>A task is a group of some images, whose planes it fills; or some rows and places of one image whose planes
/// are ready.</summary>
internal unsafe struct ConvolutionBlocksKernel<TSide, TActivation> : IKernel
    where TSide : struct, IConvolutionSide
    where TActivation : struct, IActivation
{
    public Machine Machine;
    public TensorBuffer Source;
    public TensorBuffer Target;

    /// <summary>[group][phase][row tile][depth][row]</summary>
    public float* Weights;

    /// <summary>Null for none.</summary>
    public float* Bias;

    /// <summary>Its examples lie as far apart as the target's; or none.</summary>
    public TensorBuffer Residual;

    /// <summary>[phase][depth]</summary>
    public int* Offsets;

    /// <summary>Row tiles of a group.</summary>
    public int Tiles;
    public int Count;
    public int ImagesOfTask;

    /// <summary>Those of the one image that the tasks share; else null.</summary>
    public float* Planes;
    public int Image;
    public int Group;
    public int TileChunks;
    public int PlaceChunks;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (Planes is not null)
        {
            int chunk = task % TileChunks;
            float* scratch = Machine.Scratch(worker, WindowProduct.Scratch<TLanes, TVector>(TSide.Rows));
            Phases<TLanes, TVector>(
                Image, 1, Group, Planes, Tiles * chunk / TileChunks, Tiles * (chunk + 1) / TileChunks,
                task / TileChunks, PlaceChunks, scratch);
            return;
        }

        int group = task % TSide.Groups;
        int first = task / TSide.Groups * ImagesOfTask;
        int images = Math.Min(ImagesOfTask, Count - first);
        int size = ((ImagesOfTask * TSide.PlanesSize) + 15) / 16 * 16;
        float* planes = Machine.Scratch(worker, size + WindowProduct.Scratch<TLanes, TVector>(TSide.Rows));
        for (int image = 0; image < images && !TSide.IsDirect; image++)
        {
            TSide.Fill(
                Channels(first + image, group), planes + ((nint)image * TSide.PlanesSize), 0, TSide.Channels);
        }

        if (!TSide.WritesAll)
        {
            for (int row = 0; row < TSide.Rows; row++)
            {
                FillRow(first, images, group, row);
            }
        }

        Phases<TLanes, TVector>(
            first, images, group, TSide.IsDirect ? Channels(first, group) : planes, 0, Tiles, 0, 1, planes + size);
    }

    /// <summary>A group's channels of an image.</summary>
    public readonly float* Channels(int image, int group) =>
        Source.Example(image) + ((nint)group * TSide.Channels * TSide.ChannelSize);

    /// <summary>What a row's values are where no window sees anything.</summary>
    public readonly void FillRow(int image, int images, int group, int row)
    {
        int channel = (group * TSide.Rows) + row;
        float value = TActivation.Apply<LanesScalar, float>(Bias is null ? 0 : Bias[channel]);
        for (int i = 0; i < images; i++)
        {
            new Span<float>(Target.Example(image + i) + ((nint)channel * TSide.RowSize), TSide.RowSize).Fill(value);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Phases<TLanes, TVector>(
        int image, int images, int group, float* planes, int firstTile, int endTile, int chunk, int chunks,
        float* scratch)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* target = Target.Example(image) + ((nint)group * TSide.Rows * TSide.RowSize);
        int tileRows = Tile<TLanes, TVector>.Rows;
        float* bias = Bias is null ? null : Bias + (group * TSide.Rows);
        float* weights = Weights + ((nint)group * Tiles * tileRows * TSide.Depth);
        int* offsets = Offsets;
        for (int index = 0; index < TSide.Phases; index++)
        {
            WindowPhase phase = TSide.Phase(index);
            phase.Places.Source = planes + phase.Source;
            phase.Places.SourceImage = TSide.IsDirect ? Source.Stride : TSide.PlanesSize;
            phase.Places.Target = target + phase.Target;
            phase.Places.TargetImage = Target.Stride;
            var product = new WindowProduct
            {
                Weights = weights,
                Bias = bias,
                HasResidual = !Residual.IsNone,
                ToResidual = Residual.IsNone ? 0 : (nint)(Residual.Pointer - Target.Pointer),
                Offsets = offsets,
                Depth = phase.Depth,
                IsExact = TSide.IsDirect,
                Places = phase.Places,
                Rows = TSide.Rows,
                TargetRow = TSide.RowSize,
            };
            int places = images * phase.Places.Count;
            product.Run<TActivation, TLanes, TVector>(
                firstTile, endTile,
                (int)((long)places * chunk / chunks), (int)((long)places * (chunk + 1) / chunks), scratch);
            weights += (nint)Tiles * tileRows * phase.Depth;
            offsets += phase.Depth;
        }
    }
}
