namespace NetDsl;

/// <summary>Where a run's results are to go: what is wrong with it is best known before the run.</summary>
internal static class MetricsPlace
{
    /// <summary>Makes the file's folder, and tries whether the file can be written; it is left as it is.</summary>
    /// <returns>The full path.</returns>
    /// <exception cref="MetricsException">There cannot be such a file.</exception>
    internal static string Require(string path)
    {
        if (FilePath.Fault(path) is { } fault)
        {
            throw new MetricsException(fault);
        }

        string full = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full) ?? full);
            bool isNew = !File.Exists(full);
            new FileStream(full, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
            if (isNew)
            {
                File.Delete(full);
            }

            return full;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MetricsException(
                $"{full}: cannot be written: {exception.Message.TrimEnd('.')}; state a file in a folder where you may "
                + "write",
                exception);
        }
    }
}
