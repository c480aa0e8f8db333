namespace NetDsl;

/// <summary>Reads files whole. Named pipes, sockets and devices are never opened: reading them could wait for
/// ever.</summary>
internal static class RegularFile
{
    internal const string Empty = "is empty, or a pipe, a socket or a device";

    /// <param name="most">Bytes that the file may have.</param>
    /// <exception cref="UnreadableException">It cannot be read; the message goes on behind its path.</exception>
    internal static byte[] Read(string path, long most = int.MaxValue)
    {
        try
        {
            return Length(path) is var length && length <= Math.Min(most, Array.MaxLength)
                ? File.ReadAllBytes(path)
                : throw new UnreadableException(
                    $"is of {length:N0} bytes, more than the {Math.Min(most, Array.MaxLength):N0} that are read");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableException($"cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>A file's bytes; more than 0.</summary>
    /// <exception cref="UnreadableException">There is no such file, or it is none with something in it.</exception>
    /// <exception cref="IOException">The system cannot tell.</exception>
    internal static long Length(string path)
    {
        if (FilePath.Fault(path) is { } fault)
        {
            throw new UnreadableException($"cannot be read: {fault}");
        }

        var file = new FileInfo(path);
        if (Directory.Exists(path))
        {
            throw new UnreadableException("is a folder, not a file");
        }

        if (!file.Exists)
        {
            throw new UnreadableException($"there is no such file (looked at {file.FullName})");
        }

        // of a link, what it leads to
        FileSystemInfo? target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true);
        // systems state no length for what is no regular file
        return target is FileInfo { Exists: true, Length: > 0 and var length }
            ? length
            : throw new UnreadableException(Empty);
    }

    /// <summary>Whether there is a pipe or a device of that name.</summary>
    /// <exception cref="IOException">The system cannot tell, as of sockets.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    internal static bool IsSpecial(string path)
    {
        if (OperatingSystem.IsWindows() || new FileInfo(path) is not { Exists: true, Length: 0 })
        {
            return false;
        }

        if (path.StartsWith("/dev/", StringComparison.Ordinal))
        {
            return true;
        }

        // to read and to write: opened for one of the two, a pipe waits for its other end
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        return !file.CanSeek;
    }
}
