namespace NetDsl;

/// <summary>The files of a folder or of a ZIP. Reading is safe from several threads.</summary>
internal abstract class ExampleFiles
{
    /// <summary>Larger ones are no examples.</summary>
    private protected const int LargestFile = 1 << 28;

    private protected ExampleFiles(string root) => Root = root;

    /// <summary>The folder or ZIP, as given.</summary>
    internal string Root { get; }

    /// <summary>Of all files, relative to the root, parts parted by <c>/</c>; in no order.</summary>
    internal abstract IReadOnlyList<string> Paths { get; }

    /// <summary>A file's bytes.</summary>
    /// <exception cref="UnreadableException">They cannot be had.</exception>
    internal abstract byte[] Read(string path);

    /// <summary>A folder, or the ZIP that this is.</summary>
    /// <exception cref="DataException">It is neither.</exception>
    internal static ExampleFiles Open(string path)
    {
        try
        {
            return Directory.Exists(path) ? new FolderFiles(path)
                : File.Exists(path) ? ZipFiles.OpenZip(path)
                : throw new DataException(
                    $"{path}: there is no such folder or ZIP (looked at {Path.GetFullPath(path)})");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: cannot be read: {exception.Message}", exception);
        }
    }

    private protected static UnreadableException TooLarge(long length) =>
        new($"is of {length:N0} bytes, more than the {LargestFile:N0} that an example may have");
}
