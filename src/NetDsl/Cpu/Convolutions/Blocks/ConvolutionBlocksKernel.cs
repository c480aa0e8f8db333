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

    /// <summary>Packed, [group][phase][row tile][depth][row]; or as they are learnt, [group][row][depth].</summary>
    public float* Weights;
    public bool AreWeightsPacked;

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

    /// <summary>Multiply-adds of a group of an image.</summary>
    public static long Cost => (long)TSide.Rows * TSide.Depth * TSide.Phase(0).Places.Count;

    /// <summary>Tasks of all images, where none is shared.</summary>
    public readonly int Tasks => (Count + ImagesOfTask - 1) / ImagesOfTask * TSide.Groups;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (Planes is not null)
        {
            int chunk = task % TileChunks;
            Phases<TLanes, TVector>(
                Image, 1, Group, Planes, Tiles * chunk / TileChunks, Tiles * (chunk + 1) / TileChunks,
                task / TileChunks, PlaceChunks,
                Machine.Scratch(worker, WindowProduct.Scratch<TLanes, TVector>(TSide.Rows)));
            return;
        }

        int group = task % TSide.Groups;
        int first = task / TSide.Groups * ImagesOfTask;
        int images = Math.Min(ImagesOfTask, Count - first);
        float* planes = Machine.Scratch(worker, PlanesOfTask + WindowProduct.Scratch<TLanes, TVector>(TSide.Rows));
        float* scratch = planes + PlanesOfTask;
        planes = Fill(first, images, group, planes);
        if (!TSide.WritesAll)
        {
            for (int row = 0; row < TSide.Rows; row++)
            {
                FillRow(first, images, group, row);
            }
        }

        Phases<TLanes, TVector>(first, images, group, planes, 0, Tiles, 0, 1, scratch);
    }

    /// <summary>Floats of the planes that a task fills.</summary>
    public readonly int PlanesOfTask => ((ImagesOfTask * TSide.PlanesSize) + 15) / 16 * 16;

    /// <summary>Fills the planes of some images.</summary>
    /// <returns>Where they lie.</returns>
    public readonly float* Fill(int first, int images, int group, float* planes)
    {
        for (int image = 0; image < images && !TSide.IsDirect; image++)
        {
            TSide.Fill(
                Channels(first + image, group), planes + ((nint)image * TSide.PlanesSize), 0, TSide.Channels);
        }

        return TSide.IsDirect ? Channels(first, group) : planes;
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
        int done = 0;
        for (int index = 0; index < TSide.Phases; index++)
        {
            WindowPhase phase = TSide.Phase(index);
            WindowProduct product = Product<TLanes, TVector>(group, phase, done, planes);
            product.Places.Target = target + phase.Target;
            product.Places.TargetImage = Target.Stride;
            product.TargetRow = TSide.RowSize;
            product.HasResidual = !Residual.IsNone;
            product.ToResidual = Residual.IsNone ? 0 : (nint)(Residual.Pointer - Target.Pointer);
            int places = images * phase.Places.Count;
            product.Run<TActivation, TLanes, TVector>(
                firstTile, endTile, Start<TLanes, TVector>(places, chunk, chunks),
                Start<TLanes, TVector>(places, chunk + 1, chunks), scratch);
            done += phase.Depth;
        }
    }

    /// <summary>The first place of a chunk: that of a vector.</summary>
    private static int Start<TLanes, TVector>(int places, int chunk, int chunks)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        long vectors = (places + TLanes.Count - 1) / TLanes.Count;
        return (int)Math.Min(places, vectors * chunk / chunks * TLanes.Count);
    }

    /// <summary>A phase's product over planes, which lacks where to write.</summary>
    /// <param name="done">The depth of the phases before it.</param>
    public readonly WindowProduct Product<TLanes, TVector>(int group, in WindowPhase phase, int done, float* planes)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        WindowPlaces places = phase.Places;
        places.Source = planes + phase.Source;
        places.SourceImage = TSide.IsDirect ? Source.Stride : TSide.PlanesSize;
        return new WindowProduct
        {
            Weights = Weights + ((((nint)group * TSide.Depth) + done) * Tiles * Tile<TLanes, TVector>.Rows),
            AreWeightsPacked = AreWeightsPacked,
            Bias = Bias is null ? null : Bias + (group * TSide.Rows),
            Offsets = Offsets + done,
            Depth = phase.Depth,
            IsExact = TSide.IsDirect,
            Places = places,
            Rows = TSide.Rows,
        };
    }
}
