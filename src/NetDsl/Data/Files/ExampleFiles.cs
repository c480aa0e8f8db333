namespace NetDsl;

/// <summary>The files of a folder or of a ZIP. Reading is safe from several threads.</summary>
internal abstract class ExampleFiles
{
    private protected ExampleFiles(string root, long largestFile) => (Root, LargestFile) = (root, largestFile);

    /// <summary>The folder or ZIP, as given.</summary>
    internal string Root { get; }

    /// <summary>Of all files, relative to the root, parts parted by <c>/</c>; in no order.</summary>
    internal abstract IReadOnlyList<string> Paths { get; }

    /// <summary>Of all folders, the same way; of a ZIP, of those that it names.</summary>
    internal abstract IReadOnlyList<string> Folders { get; }

    /// <summary>Bytes of the largest file that is read.</summary>
    private protected long LargestFile { get; }

    /// <summary>A file's bytes.</summary>
    /// <exception cref="UnreadableException">They cannot be had.</exception>
    internal abstract byte[] Read(string path);

    /// <summary>A folder, or the ZIP that this is.</summary>
    /// <exception cref="DataException">It is neither.</exception>
    /// <param name="largestFile">Bytes of the largest file that is read.</param>
    internal static ExampleFiles Open(string path, long largestFile)
    {
        if (FilePath.Fault(path) is { } fault)
        {
            throw new DataException(fault);
        }

        try
        {
            return Directory.Exists(path) ? new FolderFiles(path, largestFile)
                : File.Exists(path) ? ZipFiles.OpenZip(path, largestFile)
                : throw new DataException(
                    $"{path}: there is no such folder or ZIP (looked at {Path.GetFullPath(path)})");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: cannot be read: {exception.Message}", exception);
        }
    }
}
