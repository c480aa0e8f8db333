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
        ChunkRows = Math.Clamp(panels * TilesOfPanel / TilesX, 1, TileRows);
        Pitch = RoundUp((ChunkRows * TilesX) + Slack);
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

    private static int Ceiling(int value, int divisor) => (value + divisor - 1) / divisor;
}
