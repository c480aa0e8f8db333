namespace NetDsl;

/// <summary>Writes a file whole or not at all. Of a symbolic link, what it leads to; pipes, sockets and devices are never
/// replaced.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file under another name, flushes to disk, renames. What killed processes left of that
    /// under such names is removed.</summary>
    /// <exception cref="WeightsException">The file cannot be written; what was there is whole.</exception>
    internal static void Write(string path, Action<Stream> write)
    {
        if (FilePath.Fault(path) is { } fault)
        {
            throw new WeightsException(fault);
        }

        string full = TargetOf(Path.GetFullPath(path));
        if (Path.GetFileName(full).Length == 0 || Directory.Exists(full))
        {
            throw new WeightsException($"{path}: is a folder; state a file's name");
        }

        using var temporary = new TemporaryFile(full);
        try
        {
            if (RegularFile.IsSpecial(full))
            {
                throw new WeightsException($"{path}: is a pipe, a socket or a device; state a file's name");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            temporary.RemoveOthers();
            using (FileStream file = temporary.Create())
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary.FullPath, full, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new WeightsException(
                $"{path}: cannot be written: {exception.Message.TrimEnd('.')}; free some space or state a place " +
                "where you may write. What was there before is unchanged", exception);
        }
    }

    private static string TargetOf(string path) => new FileInfo(path) is { LinkTarget: not null } link
        ? link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path
        : path;
}
