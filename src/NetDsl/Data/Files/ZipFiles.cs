using System.IO.Compression;
using System.IO.Hashing;

namespace NetDsl;

/// <summary>The files of a ZIP, which stays open.</summary>
internal sealed class ZipFiles : ExampleFiles
{
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.Ordinal);

    private ZipFiles(string path, ZipArchive zip, long largestFile) : base(path, largestFile)
    {
        var folders = new List<string>();
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            string name = entry.FullName.Replace('\\', '/');
            if (name.EndsWith('/'))
            {
                folders.Add(name.TrimEnd('/'));
            }
            else
            {
                entries.TryAdd(name, entry);
            }
        }

        Paths = [.. entries.Keys];
        Folders = folders;
    }

    internal override IReadOnlyList<string> Paths { get; }

    internal override IReadOnlyList<string> Folders { get; }

    /// <exception cref="DataException">It is no ZIP, or damaged as a whole.</exception>
    internal static ZipFiles OpenZip(string path, long largestFile)
    {
        FileStream file = OpenFile(path);
        try
        {
            return new ZipFiles(path, new ZipArchive(file), largestFile);
        }
        catch (InvalidDataException exception)
        {
            file.Dispose();
            throw new DataException(
                $"{path}: is neither a folder nor a whole ZIP ({exception.Message}); copy it again", exception);
        }
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            RegularFile.Length(path);
            return File.OpenRead(path);
        }
        catch (UnreadableException exception)
        {
            throw new DataException($"{path}: {exception.Message}", exception);
        }
    }

    internal override byte[] Read(string path)
    {
        ZipArchiveEntry entry = entries[path];
        if (entry.Length > Math.Min(LargestFile, Array.MaxLength))
        {
            throw new UnreadableException(
                $"is of {entry.Length:N0} bytes, more than the {LargestFile:N0} that an example may have " +
                $"({nameof(FolderOptions)}.{nameof(FolderOptions.MaximumFileBytes)})");
        }

        if (!Deflate.CanHold(entry.CompressedLength, entry.Length))
        {
            throw new UnreadableException(
                $"is damaged: {entry.CompressedLength:N0} bytes in the ZIP cannot hold the {entry.Length:N0} " +
                "that it states");
        }

        byte[] bytes = new byte[entry.Length];
        try
        {
            lock (entries) // an archive is one stream
            {
                using Stream stream = entry.Open();
                stream.ReadExactly(bytes);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or NotSupportedException)
        {
            throw new UnreadableException($"cannot be unzipped: {exception.Message}", exception);
        }

        return Crc32.HashToUInt32(bytes) == entry.Crc32
            ? bytes
            : throw new UnreadableException("is damaged: its checksum in the ZIP does not match");
    }
}
