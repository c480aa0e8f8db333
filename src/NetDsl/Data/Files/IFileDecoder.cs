namespace NetDsl;

/// <summary>Makes an example of a file's bytes. Safe from several threads.</summary>
internal interface IFileDecoder<T>
    where T : unmanaged
{
    /// <summary>The shape of each example.</summary>
    Shape Shape { get; }

    /// <param name="destination">[shape]</param>
    /// <exception cref="UnreadableException">The file is damaged, or of a kind that is not read.</exception>
    /// <exception cref="MismatchException">The file is whole, but not what the caller asked for.</exception>
    void Decode(byte[] file, Span<T> destination);
}
