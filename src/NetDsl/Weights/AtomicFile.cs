namespace NetDsl;

/// <summary>Writes a file whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file under another name, flushes to disk, renames.</summary>
    /// <exception cref="WeightsException">The file cannot be written; what was there is whole.</exception>
    internal static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? throw new WeightsException(
            $"{path}: is a folder; state a file's name");
        string temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(folder);
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Delete(temporary);
            throw new WeightsException(
                $"{path}: cannot be written: {exception.Message.TrimEnd('.')}; free some space or state a place " +
                "where you may write. What was there before is unchanged", exception);
        }
        catch
        {
            Delete(temporary);
            throw;
        }
    }

    private static void Delete(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // the error that is being reported matters more than a file left over
        }
    }
}
