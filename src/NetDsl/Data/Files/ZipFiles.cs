using System.IO.Compression;

namespace NetDsl;

/// <summary>The files of a ZIP, which stays open.</summary>
internal sealed class ZipFiles : ExampleFiles
{
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.Ordinal);

    private ZipFiles(string path, ZipArchive zip) : base(path)
    {
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            string name = entry.FullName.Replace('\\', '/');
            if (!name.EndsWith('/'))
            {
                entries.TryAdd(name, entry);
            }
        }

        Paths = [.. entries.Keys];
    }

    internal override IReadOnlyList<string> Paths { get; }

    /// <exception cref="DataException">It is no ZIP, or damaged as a whole.</exception>
    internal static ZipFiles OpenZip(string path)
    {
        FileStream file = File.OpenRead(path);
        try
        {
            return new ZipFiles(path, new ZipArchive(file));
        }
        catch (InvalidDataException exception)
        {
            file.Dispose();
            throw new DataException(
                $"{path}: is neither a folder nor a whole ZIP ({exception.Message}); copy it again", exception);
        }
    }

    internal override byte[] Read(string path)
    {
        ZipArchiveEntry entry = entries[path];
        if (entry.Length > LargestFile)
        {
            throw TooLarge(entry.Length);
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

        return Crc32.Of(bytes) == entry.Crc32
            ? bytes
            : throw new UnreadableException("is damaged: its checksum in the ZIP does not match");
    }
}
