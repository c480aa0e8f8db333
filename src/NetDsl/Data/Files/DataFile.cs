namespace NetDsl;

/// <summary>Files of a data set that is a few large files.</summary>
internal static class DataFile
{
    /// <summary>A file's bytes.</summary>
    /// <exception cref="DataException">It cannot be read; the message starts with its path.</exception>
    internal static byte[] Read(string path)
    {
        try
        {
            return RegularFile.Read(path);
        }
        catch (UnreadableException exception)
        {
            throw new DataException($"{path}: {exception.Message}", exception);
        }
    }

    /// <param name="what">The end of the message's sentence.</param>
    /// <exception cref="DataException">There is no such folder.</exception>
    internal static void RequireFolder(string folder, string what = "")
    {
        if (FilePath.Fault(folder) is { } fault)
        {
            throw new DataException(fault);
        }

        if (!Directory.Exists(folder))
        {
            throw new DataException($"there is no folder {folder} (looked at {Path.GetFullPath(folder)}){what}");
        }
    }

    /// <summary>The files of a folder whose names are like this, in the order of their names.</summary>
    /// <exception cref="DataException">The folder cannot be read.</exception>
    internal static string[] Find(string folder, string pattern)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{folder}: cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>A number of examples that fit an array of bytes.</summary>
    /// <exception cref="DataException">They do not; the message has the numbers.</exception>
    internal static int RequireRoom(long count, long size, string path) => count <= Array.MaxLength / size
        ? (int)count
        : throw new DataException(
            $"{path}: the set has {count:N0} examples of {size:N0} bytes, {(Int128)count * size:N0} bytes; at most " +
            $"{Array.MaxLength:N0} bytes are read as one set: load parts of it, or, as images in folders, with " +
            "ImageFolder");
}
