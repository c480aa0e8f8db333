namespace NetDsl;

/// <summary>Where codes are kept: in memory up to a limit, and above in a file that goes when the stage is done.</summary>
internal sealed class CodeStore(RunOptions options)
{
    private readonly long limit = options.CodeMemory ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4;

    /// <summary>Of all codes.</summary>
    internal long Bytes { get; private set; }

    /// <summary>The folder of what is not in memory; null: all is.</summary>
    internal string? Folder { get; private set; }

    /// <summary>Room for the codes of some examples.</summary>
    /// <exception cref="DataException">The disk has no room, or the folder cannot be written to.</exception>
    internal ICodes Allocate(int count, int size)
    {
        long bytes = (long)count * size * sizeof(float);
        Bytes += bytes;
        if (Bytes <= limit)
        {
            return new CodesInMemory(count, size);
        }

        if (FilePath.Fault(options.OutputFolder) is { } fault)
        {
            throw new DataException($"RunOptions.OutputFolder: {fault}");
        }

        Folder = Path.GetFullPath(options.OutputFolder);
        return new CodesInFile(Folder, bytes, size);
    }
}
