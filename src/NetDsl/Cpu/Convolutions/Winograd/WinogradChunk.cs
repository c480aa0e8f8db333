namespace NetDsl.Cpu;

/// <summary>Some rows of tiles, from one image or several.</summary>
/// <param name="First">Of all rows of tiles of the batch.</param>
internal readonly record struct WinogradChunk(int First, int Rows)
{
    /// <summary>One of so many parts of about the same size.</summary>
    public WinogradChunk Part(int index, int parts)
    {
        int first = (int)((long)Rows * index / parts);
        return new WinogradChunk(First + first, (int)((long)Rows * (index + 1) / parts) - first);
    }

    /// <summary>The part from a row on that is of one image.</summary>
    public WinogradRows Image(in WinogradSizes sizes, int row)
    {
        int image = (First + row) / sizes.TilesY;
        int first = (First + row) % sizes.TilesY;
        return new WinogradRows(image, first, Math.Min(Rows - row, sizes.TilesY - first));
    }
}

/// <summary>Some rows of tiles of an image.</summary>
internal readonly record struct WinogradRows(int Image, int First, int Count);
