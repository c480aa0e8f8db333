using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Xunit;

namespace NetDsl.Tests;

/// <summary>Images that state, or become, more than they hold: refused before memory is taken.</summary>
public sealed class ImageBudgetTests : IDisposable
{
    // a file's own bytes, and what a decoder needs to look at its header
    private const long LittleMemory = 1 << 20;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void More_pixels_than_the_budget_are_refused_with_the_numbers()
    {
        string file = folder.File("a.png", Png(16_384, 16_384, [], depth: 16, type: 6));
        AssertRefusedWithoutMemory(
            $"{file}: states a size of 16384×16384 pixels, 268,435,456, more than the 100,000,000 that are decoded " +
            "(FolderOptions.MaximumPixels, or Image.Load's maximumPixels)",
            () => Image.Load(file, 1, 2, 3, Resize.Fit));
    }

    [Fact]
    public void The_budget_is_settable()
    {
        string file = folder.File("a.png", Pictures.Plain(7, 20, 30));
        Assert.Equal(7, Image.Load(file, 1, 20, 30, maximumPixels: 600).Pixels[0]);
        Assert.Contains(
            "states a size of 30×20 pixels, 600, more than the 599 that are decoded",
            Assert.Throws<DataException>(() => Image.Load(file, 1, 20, 30, maximumPixels: 599)).Message);

        string root = Pictures.Folder(folder, ("a/1.png", Pictures.Plain(1)), ("a/2.png", Pictures.Plain(2, 20, 30)));
        var data = ImageFolder.Load(root, 1, 2, 3, Resize.Fit, new() { MaximumPixels = 599 });
        Assert.StartsWith("states a size of 30×20 pixels, 600", Assert.Single(data.Unreadable).Reason);
        Assert.Empty(ImageFolder.Load(root, 1, 2, 3, Resize.Fit).Unreadable);
    }

    [Fact]
    public void The_largest_file_is_settable()
    {
        byte[] small = Pictures.Plain(1);
        (string, byte[])[] files = [("a/1.png", small), ("a/2.png", Pictures.Png(Noise(40 * 40), 1, 40, 40))];
        foreach (string root in new[] { Pictures.Folder(folder, files), Pictures.Zip(folder, files) })
        {
            var data = ImageFolder.Load(root, 1, 2, 3, Resize.Fit, new() { MaximumFileBytes = small.Length });
            Assert.Contains($"more than the {small.Length}", Assert.Single(data.Unreadable).Reason);
        }
    }

    [Theory]
    [InlineData(9_000, 9_000, 8, 0)]
    [InlineData(5_000, 5_000, 16, 6)]
    public void A_png_that_states_more_than_its_data_can_hold_is_refused(int width, int height, int depth, int type)
    {
        string file = folder.File("a.png", Png(width, height, new byte[1_000], depth, type));
        AssertRefusedWithoutMemory(
            $"{file}: states a size of {width}×{height} pixels", () => Image.Load(file, 1, 2, 3, Resize.Fit));
    }

    [Fact]
    public void A_png_that_unzips_to_more_than_it_states_is_refused()
    {
        string file = folder.File("a.png", Png(3, 2, new byte[1 << 27], depth: 8, type: 0));
        AssertRefusedWithoutMemory(
            $"{file}: states a size of 3×2 pixels, but unzips to more than the 6 bytes of these: it is damaged",
            () => Image.Load(file, 1, 2, 3));
    }

    [Fact]
    public void A_jpeg_that_states_more_than_its_bytes_can_hold_is_refused()
    {
        byte[] jpeg = Pictures.Jpeg(Pictures.Scene(1, 8, 8), 1, 8, 8);
        int frame = jpeg.AsSpan().IndexOf((byte[])[0xff, 0xc0]);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), 9_999);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), 9_999);
        string file = folder.File("a.jpg", jpeg);
        AssertRefusedWithoutMemory(
            $"{file}: states a size of 9999×9999 pixels, more than its {jpeg.Length:N0} bytes can hold: it is cut " +
            "off or damaged",
            () => Image.Load(file, 1, 2, 3, Resize.Fit));
    }

    [Fact]
    public void A_picture_that_would_grow_beyond_the_budget_while_it_is_resized_is_refused()
    {
        string file = folder.File("a.png", Png(1, 2_000_000, new byte[4_000_000], depth: 8, type: 0));
        Assert.Contains(
            "is of 1×2000000 pixels: on the way to 2000×4 it would be of 4,000,000,000 pixels",
            Assert.Throws<DataException>(() => Image.Load(file, 1, 4, 2_000, Resize.Fit)).Message);
        Assert.Equal(0, Image.Load(file, 1, 4, 4, Resize.Stretch).Pixels[3]);
    }

    [Fact]
    public void Images_that_compress_as_well_as_can_be_are_read()
    {
        string png = folder.File("a.png", Png(4_000, 4_000, new byte[4_001 * 4_000], depth: 8, type: 0));
        Assert.Equal(0, Image.Load(png, 1, 4, 4, Resize.Fit).Pixels[5]);
        string jpeg = folder.File("a.jpg", Pictures.Jpeg(new byte[1_000 * 1_000], 1, 1_000, 1_000));
        Assert.Equal(0, Image.Load(jpeg, 1, 4, 4, Resize.Fit).Pixels[5]);
    }

    [Fact]
    public void An_entry_of_a_zip_that_states_more_than_it_can_hold_is_refused()
    {
        string path = Pictures.Zip(folder, ("a/1.png", Pictures.Plain(1)), ("a/2.png", new byte[200]));
        byte[] zip = File.ReadAllBytes(path);
        // the size in the directory at the end, 24 bytes behind the last entry's signature
        int entry = zip.AsSpan().LastIndexOf((byte[])[0x50, 0x4b, 1, 2]);
        BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(entry + 24), 200_000_000);
        File.WriteAllBytes(path, zip);
        var data = ImageFolder.Load(path, 1, 2, 3);
        Assert.Matches(
            "^is damaged: [0-9]+ bytes in the ZIP cannot hold the 200,000,000 that it states$",
            Assert.Single(data.Unreadable).Reason);
    }

    private static void AssertRefusedWithoutMemory(string message, Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var exception = Assert.Throws<DataException>(action);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, LittleMemory);
        Assert.StartsWith(message, exception.Message);
    }

    private static byte[] Noise(int count) =>
        [.. Enumerable.Range(0, count).Select(i => (byte)(i * 2_654_435_761u >> 13))];

    /// <param name="data">Before compression: a filter byte, then the row.</param>
    private static byte[] Png(int width, int height, byte[] data, int depth, int type)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = ((byte)depth, (byte)type);
        using var compressed = new MemoryStream();
        using (var zip = new ZLibStream(compressed, CompressionLevel.SmallestSize))
        {
            zip.Write(data);
        }

        return
        [
            0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, compressed.ToArray()),
            .. Chunk("IEND"u8, []),
        ];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] content)
    {
        byte[] chunk = [0, 0, 0, 0, .. name, .. content, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(^4..), Crc32.HashToUInt32(chunk.AsSpan(4..^4)));
        return chunk;
    }
}
