using System.Numerics;
using static NetDsl.Cpu.Division;

namespace NetDsl.Cpu;

/// <summary>
/// The parts of a batch of which each sums the weights' gradients by itself, so that it may be one thread's: few where the sums take
/// much memory. They and their chunks depend on shape and number of images alone, and so does what is added in which order.
/// </summary>
internal readonly struct WinogradParts
{
    private const int Most = 16;

    /// <summary>Floats of all parts' sums, where they are several: they are added up in the end.</summary>
    private const int MostFloats = 2_400_000;

    /// <summary>Tiles of a part, at least.</summary>
    private const int FewestTiles = 96;

    /// <summary>Floats of a chunk's transformed patches and gradients, about, where there are several parts.</summary>
    private const int ChunkFloats = 500_000;

    /// <param name="sizes">Of the forward pass.</param>
    /// <param name="floats">Of the sums of a part.</param>
    public WinogradParts(in WinogradSizes sizes, long floats)
    {
        Floats = floats;
        int most = Math.Min(sizes.TileRows, sizes.TileRows * sizes.TilesX / FewestTiles);
        most = (int)Math.Clamp(MostFloats / floats, 1, Math.Clamp(most, 1, Most));
        Count = 1 << BitOperations.Log2((uint)most);
        int chunkRows = ChunkFloats / (WinogradSizes.Elements * (sizes.Channels + sizes.Rows) * sizes.TilesX);
        chunkRows = Count == 1 ? sizes.ChunkRows : Math.Clamp(chunkRows, 1, sizes.ChunkRows);

        // some parts have a row less than others: none of their chunks may be empty
        int rows = Ceiling(sizes.TileRows, Count);
        Chunks = Math.Min(Ceiling(rows, chunkRows), sizes.TileRows / Count);
        Sizes = sizes.In(Count * Chunks, Ceiling(rows, Chunks));
    }

    /// <summary>Parts: a power of two.</summary>
    public int Count { get; }

    /// <summary>Chunks of a part.</summary>
    public int Chunks { get; }

    /// <summary>Floats of a part's sums.</summary>
    public long Floats { get; }

    /// <summary>Of the chunks.</summary>
    public WinogradSizes Sizes { get; }

    /// <summary>Whether each thread shall have parts of its own.</summary>
    public bool SuitThreads(int threads) => Count > 1 && (Count % threads == 0 || Count > 2 * threads);

    /// <summary>A chunk of a part.</summary>
    public WinogradChunk Chunk(int part, int index) => Sizes.All.Part(part, Count).Part(index, Chunks);
}
