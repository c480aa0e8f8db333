using static NetDsl.Cpu.Division;

namespace NetDsl.Cpu;

/// <summary>
/// The sizes of a group's convolution by Winograd's algorithm F(4×4, 3×3) (Lavin and Gray 2016): what is written is cut into
/// tiles of 4×4, each of which follows from a patch of 6×6. Tiles are counted in rows of tiles, image by image; as many
/// rows at once as the caches hold what becomes of them are a chunk.
/// </summary>
internal readonly struct WinogradSizes
{
    public const int Tile = 4;

    public const int Patch = 6;

    /// <summary>Elements of a transformed patch, each of which is a matrix product of its own.</summary>
    public const int Elements = Patch * Patch;

    /// <summary>Taps of a window.</summary>
    public const int Taps = 9;

    /// <summary>Floats of a chunk's transformed patches and products together, about: 4 MB.</summary>
    private const int ChunkFloats = 1_000_000;

    /// <summary>Tiles of a chunk are a multiple of the columns that the matrix product sums at once at any width, if
    /// only about; the least of them is worth reading the transformed weights for.</summary>
    private const int TilesOfPanel = 48;

    private const int LeastPanels = 3;

    /// <summary>Floats of a chunk that is one thread's, about: what its second cache holds.</summary>
    private const int OwnChunkFloats = 250_000;

    /// <summary>Tiles of such a chunk, at least.</summary>
    private const int FewestTiles = 48;

    /// <summary>The same where the transformed weights, which each chunk reads, take no more room either.</summary>
    private const int FewestTilesOfFewWeights = 32;

    /// <summary>Rows of tiles of such a chunk, at least: chunks beside each other read the same rows of pixels.</summary>
    private const int FewestRows = 2;

    /// <summary>Shares of the channels that are written, at most: for each of them the same patches are transformed.</summary>
    private const int MostShares = 4;

    /// <summary>Channels: whole panels of filters, and whole rows of a product's tiles but the last.</summary>
    private const int UnitOfShare = 32;

    // so that a whole vector may be written at the end of a channel's tiles
    private const int Slack = 16;

    private WinogradSizes(
        int images, int channels, int rows, int height, int width, int targetHeight, int targetWidth, int padTop, int padLeft)
    {
        (Channels, Rows, Height, Width) = (channels, rows, height, width);
        (TargetHeight, TargetWidth, PadTop, PadLeft) = (targetHeight, targetWidth, padTop, padLeft);
        TilesX = Ceiling(targetWidth, Tile);
        TilesY = Ceiling(targetHeight, Tile);
        TileRows = images * TilesY;
        int panels = Math.Max(LeastPanels, ChunkFloats / (Elements * (channels + rows) * TilesOfPanel));
        Chunks = Ceiling(TileRows, Math.Max(1, panels * TilesOfPanel / TilesX));
        ChunkRows = Ceiling(TileRows, Chunks);
        Pitch = PitchOf(ChunkRows * TilesX);
    }

    private WinogradSizes(in WinogradSizes whole, int chunks, int chunkRows)
    {
        this = whole;
        (Chunks, ChunkRows, Pitch) = (chunks, chunkRows, PitchOf(chunkRows * TilesX));
    }

    /// <summary>Channels that are read.</summary>
    public readonly int Channels;

    /// <summary>Channels that are written.</summary>
    public readonly int Rows;

    /// <summary>Of what is read.</summary>
    public readonly int Height;
    public readonly int Width;
    public readonly int TargetHeight;
    public readonly int TargetWidth;
    public readonly int PadTop;
    public readonly int PadLeft;
    public readonly int TilesX;
    public readonly int TilesY;

    /// <summary>Rows of tiles of the whole batch.</summary>
    public readonly int TileRows;

    /// <summary>Of the whole batch, about equal.</summary>
    public readonly int Chunks;

    /// <summary>Rows of tiles of a chunk, at most.</summary>
    public readonly int ChunkRows;

    /// <summary>Floats from one channel's transformed tiles to the next's.</summary>
    public readonly int Pitch;

    /// <summary>Floats from one element's transformed patches to the next's.</summary>
    public nint PatchElement => Stagger((nint)Channels * Pitch);

    /// <summary>Floats from one element's products to the next's.</summary>
    public nint ProductElement => Stagger((nint)Rows * Pitch);

    /// <summary>Floats of a chunk's transformed patches, [element][channel][tile].</summary>
    public long PatchFloats => (long)Elements * PatchElement;

    /// <summary>Floats of a chunk's products, [element][row][tile].</summary>
    public long ProductFloats => (long)Elements * ProductElement;

    /// <summary>Floats of both.</summary>
    public long ChunkSize => PatchFloats + ProductFloats;

    /// <summary>From the input to the output.</summary>
    public static WinogradSizes Forward<TShape>(int images)
        where TShape : struct, IConvolutionShape => new(
            images, TShape.Channels / TShape.Groups, TShape.Filters / TShape.Groups, TShape.Height, TShape.Width,
            TShape.OutputHeight, TShape.OutputWidth, TShape.PadTop, TShape.PadLeft);

    /// <summary>From the output's gradients to the input's.</summary>
    public static WinogradSizes Backward<TShape>(int images)
        where TShape : struct, IConvolutionShape => new(
            images, TShape.Filters / TShape.Groups, TShape.Channels / TShape.Groups, TShape.OutputHeight,
            TShape.OutputWidth, TShape.Height, TShape.Width, 2 - TShape.PadTop, 2 - TShape.PadLeft);

    /// <summary>The whole batch.</summary>
    public WinogradChunk All => new(0, TileRows);

    /// <summary>One of <see cref="Chunks"/>.</summary>
    public WinogradChunk Chunk(int index) => All.Part(index, Chunks);

    /// <summary>The same in so many chunks of so many rows at most.</summary>
    public WinogradSizes In(int chunks, int chunkRows) => new(this, chunks, chunkRows);

    /// <summary>Finds chunks of which each may be one thread's, which then reads what it has written itself: where threads have
    /// no cache in common, that is twice as fast.</summary>
    /// <returns>Whether there are tiles enough.</returns>
    public bool TryShareOut(int threads, out WinogradSizes shared)
    {
        int tiles = OwnChunkFloats / (Elements * (Channels + Rows));
        int fewest = (long)Elements * Channels * Rows <= OwnChunkFloats ? FewestTilesOfFewWeights : FewestTiles;
        int rows = Math.Max(FewestRows, Ceiling(Math.Max(fewest, tiles), TilesX));
        int chunks = Math.Min(TileRows, Ceiling(Ceiling(TileRows, rows), threads) * threads);
        shared = In(chunks, Ceiling(TileRows, chunks));
        return shared.ChunkRows * TilesX >= fewest;
    }

    /// <summary>In how many shares the channels that are written may go to threads, where there are too few tiles to share out those:
    /// then each thread transforms all patches for itself, and reads the transformed weights of its share alone.</summary>
    /// <returns>1 where that would take longer.</returns>
    public int Shares(int threads)
    {
        int units = Ceiling(Rows, UnitOfShare);
        bool areEven = units % threads == 0 || units >= 3 * threads;
        return Chunks == 1 && threads <= MostShares && ChunkSize <= OwnChunkFloats && areEven ? threads : 1;
    }

    /// <summary>The channels of one of so many shares.</summary>
    public WinogradTargets Targets(int index, int shares)
    {
        int units = Ceiling(Rows, UnitOfShare);
        int first = units * index / shares * UnitOfShare;
        return new WinogradTargets(first, Math.Min(Rows, units * (index + 1) / shares * UnitOfShare) - first);
    }

    /// <summary>A group of what is read.</summary>
    public WinogradImage Image(TensorBuffer source, int group) =>
        new(source, Channels, group * Channels, Height, Width, PadTop, PadLeft);

    /// <summary>A group of what is written, of gradients of it.</summary>
    public WinogradImage Target(TensorBuffer source, int group) =>
        new(source, Rows, group * Rows, TargetHeight, TargetWidth, PadTop: 0, PadLeft: 0);

    /// <summary>Whole cache lines.</summary>
    public static int RoundUp(int floats) => (floats + 15) / 16 * 16;

    /// <summary>A cache line more: were the elements whole pages apart, the first cache could not hold a line of
    /// each.</summary>
    public static nint Stagger(nint floats) => floats + 16;

    private static int PitchOf(int tiles) => RoundUp(tiles + Slack);
}

/// <summary>Some of the channels that are written.</summary>
internal readonly record struct WinogradTargets(int First, int Count);
