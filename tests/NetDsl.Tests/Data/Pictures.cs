using System.IO.Compression;
using StbImageWriteSharp;

namespace NetDsl.Tests;

/// <summary>Files to load: PNG, JPEG, folders and ZIPs of them.</summary>
internal static class Pictures
{
    /// <param name="pixels">[height, width, channels]</param>
    internal static byte[] Png(byte[] pixels, int channels, int height, int width)
    {
        using var stream = new MemoryStream();
        new ImageWriter().WritePng(pixels, width, height, (ColorComponents)channels, stream);
        return stream.ToArray();
    }

    /// <summary>A grey PNG with all pixels alike.</summary>
    internal static byte[] Plain(byte value, int height = 2, int width = 3) =>
        Png(Enumerable.Repeat(value, height * width).ToArray(), 1, height, width);

    /// <param name="pixels">[height, width, channels]</param>
    internal static byte[] Jpeg(byte[] pixels, int channels, int height, int width)
    {
        using var stream = new MemoryStream();
        new ImageWriter().WriteJpg(pixels, width, height, (ColorComponents)channels, stream, 95);
        return stream.ToArray();
    }

    /// <summary>Something with edges and slopes.</summary>
    internal static byte[] Scene(int channels, int height, int width) =>
    [
        .. from y in Enumerable.Range(0, height)
           from x in Enumerable.Range(0, width)
           from channel in Enumerable.Range(0, channels)
           select (byte)(x > width / 2 ? 40 * channel + 5 * y : 255 - 7 * x - 3 * y),
    ];

    internal static string Folder(TemporaryFolder folder, params (string Path, byte[] Content)[] files)
    {
        string root = folder.File(Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(root);
        foreach (var (path, content) in files)
        {
            string file = Path.Combine(root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }

        return root;
    }

    internal static string Zip(TemporaryFolder folder, params (string Path, byte[] Content)[] files)
    {
        string path = folder.File(Guid.NewGuid().ToString("N") + ".zip");
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, content) in files)
        {
            using Stream entry = zip.CreateEntry(name).Open();
            entry.Write(content);
        }

        return path;
    }
}
