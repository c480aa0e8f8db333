using System.Buffers.Binary;
using System.IO.Compression;
using Xunit;

namespace NetDsl.Tests;

public sealed class IdxTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Load_reads_the_four_files_plain_or_gzipped(bool gzip)
    {
        foreach (string set in new[] { "train", "t10k" })
        {
            Write($"{set}-images-idx3-ubyte", Images(3, 2, 4), gzip);
            Write($"{set}-labels-idx1-ubyte", Labels(7, 0, 9), gzip);
        }

        ImageDataSet data = Idx.Load(folder.Path);
        Assert.Equal((3, 1, 2, 4), (data.Training.Count, data.Training.Channels, data.Training.Height, data.Training.Width));
        Assert.Equal([7, 0, 9], data.Test.Labels.ToArray());
        Assert.Equal(Enumerable.Range(8, 8).Select(value => (byte)value), data.Test.Images[1].Pixels.ToArray());
        Assert.Equal(8 / 255f, data.Test.Images[1].ToArray()[0]);
    }

    [Fact]
    public void A_file_is_unzipped_by_its_content_not_by_its_name()
    {
        string path = folder.File("labels.gz", Labels(1, 2));
        Assert.Equal([1, 2], Idx.ReadLabels(path));
    }

    [Fact]
    public void A_missing_file_lists_the_names_that_were_looked_for()
    {
        string names = "train-images-idx3-ubyte, train-images-idx3-ubyte.gz, train-images.idx3-ubyte, train-images.idx3-ubyte.gz";
        AssertError($"{folder.Path} has none of {names}; put one of them there", () => Idx.Load(folder.Path));
        AssertError("there is no folder nowhere (looked at /", () => Idx.Load("nowhere"));
        AssertError("there is no such file (looked at /", () => Idx.ReadLabels(folder.File("none")));
    }

    [Fact]
    public void Labels_in_place_of_images_are_refused()
    {
        string labels = folder.File("l", Labels(1, 2, 3, 4, 5, 6, 7, 8));
        string images = folder.File("i", Images(2, 2, 2));
        AssertError("is not an IDX file of images: it starts with 0x00000801, not 0x00000803: it holds labels", () => Idx.ReadImages(labels, labels));
        AssertError("is not an IDX file of labels: it starts with 0x00000803, not 0x00000801: it holds images", () => Idx.ReadLabels(images));
        AssertError("it starts with 0x89504e47, not 0x00000801", () => Idx.ReadLabels(folder.File("p", [0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0])));
    }

    [Fact]
    public void Another_number_of_labels_than_of_images_is_refused()
    {
        string labels = folder.File("l", Labels(1, 2, 3));
        string images = folder.File("i", Images(2, 2, 2));
        AssertError($"{images} holds 2 images, but {labels} 3 labels; they must be of one set", () => Idx.ReadImages(images, labels));
    }

    [Fact]
    public void Bytes_after_the_end_are_refused() => AssertError(
        "has 2 bytes after its 3 labels: it is damaged", () => Idx.ReadLabels(folder.File("l", [.. Labels(1, 2, 3), 0, 0])));

    [Fact]
    public void A_header_that_states_more_than_memory_holds_is_refused()
    {
        byte[] images = Images(1, 1, 1);
        images.AsSpan(4, 12).Fill(0xff);
        AssertError(
            "states 4294967295×4294967295×4294967295 values, 79,228,162,458,924,105,385,300,197,375 bytes, but at most " +
            "2,147,483,591 are read as one set",
            () => Idx.ReadImages(folder.File("i", images), "l"));
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_states_what_was_expected_and_found()
    {
        string labels = folder.File("l", Labels(1, 2));
        byte[] whole = Images(2, 2, 3);
        for (int length = 0; length < whole.Length; length++)
        {
            string path = folder.File("i", whole[..length]);
            AssertError(
                length == 0 ? "is empty"
                    : length < 16 ? $"is cut off within its header: 16 bytes expected, {length} found; copy it again"
                    : $"is cut off: 2 images are 12 bytes, but {length - 16} are there; copy it again",
                () => Idx.ReadImages(path, labels));
        }
    }

    [Fact]
    public void A_gzipped_file_may_have_several_members_and_zeros_behind_them()
    {
        byte[] labels = Labels([.. Enumerable.Range(0, 200).Select(i => (byte)(i * i))]);
        int[] expected = [.. labels[8..].Select(label => (int)label)];
        byte[] two = [.. Gzip(labels[..5]), .. Gzip(labels[5..])];
        foreach (byte[] whole in new[] { Gzip(labels), two, [.. two, .. Gzip([])] })
        {
            foreach (int zeros in new[] { 0, 1, 3, 7, 8, 9, 512 })
            {
                Assert.Equal(expected, Idx.ReadLabels(folder.File("l", [.. whole, .. new byte[zeros]])));
            }
        }

        for (int length = 0; length < two.Length; length++)
        {
            string path = folder.File("l", two[..length]);
            Assert.Throws<DataException>(() => Idx.ReadLabels(path));
        }
    }

    [Fact]
    public void A_gzipped_file_that_unzips_to_more_than_it_states_takes_no_memory_for_it()
    {
        // 64 MiB of zeros behind three labels
        string path = folder.File("l", Gzip([.. Labels(1, 2, 3), .. new byte[1 << 26]]));
        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertError("has more bytes after its 3 labels: it is damaged", () => Idx.ReadLabels(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_gzipped_file_that_states_more_than_it_can_hold_takes_no_memory_for_it()
    {
        string path = folder.File("i", Gzip(Header(0x803, 1_000_000, 28, 28)));
        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertError("is cut off: 1,000,000 images are 784,000,000 bytes", () => Idx.ReadImages(path, path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void More_values_than_an_array_holds_are_refused_with_the_numbers() => AssertError(
        "states 8100000×28×28 values, 6,350,400,000 bytes, but at most 2,147,483,591 are read as one set: split the file",
        () => Idx.ReadImages(folder.File("i", Header(0x803, 8_100_000, 28, 28)), "l"));

    [Fact]
    public void A_gzipped_file_that_is_cut_off_anywhere_is_refused()
    {
        byte[] whole = Gzip(Labels([.. Enumerable.Range(0, 200).Select(i => (byte)(i * i))]));
        for (int length = 0; length < whole.Length; length++)
        {
            string path = folder.File("l", whole[..length]);
            Assert.Throws<DataException>(() => Idx.ReadLabels(path));
        }
    }

    [Fact]
    public void A_gzipped_file_with_any_byte_changed_is_read_right_or_refused()
    {
        byte[] labels = Labels([.. Enumerable.Range(0, 200).Select(i => (byte)(i * i))]);
        byte[] whole = Gzip(labels);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 0x55;
            string path = folder.File("l", damaged);
            try
            {
                // the header's time and system do not matter to the content
                Assert.Equal(labels[8..].Select(label => (int)label), Idx.ReadLabels(path));
            }
            catch (DataException)
            {
                // what it is to throw
            }
        }
    }

    private static void AssertError(string message, Action read) =>
        Assert.Contains(message, Assert.Throws<DataException>(read).Message);

    private static byte[] Images(int count, int height, int width) =>
        [.. Header(0x803, count, height, width), .. Enumerable.Range(0, count * height * width).Select(i => (byte)i)];

    private static byte[] Labels(params byte[] labels) => [.. Header(0x801, labels.Length), .. labels];

    private static byte[] Header(params int[] values)
    {
        var bytes = new byte[values.Length * 4];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * 4), values[i]);
        }

        return bytes;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Optimal))
        {
            zip.Write(bytes);
        }

        return stream.ToArray();
    }

    private void Write(string name, byte[] bytes, bool gzip) =>
        folder.File(gzip ? name + ".gz" : name, gzip ? Gzip(bytes) : bytes);
}
