using Xunit;

namespace NetDsl.Tests;

public sealed class ImageDecoderTests
{
    [Fact]
    public void Png_becomes_planes_row_by_row()
    {
        byte[] file = Pictures.Png([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 3, 2, 2);
        Assert.Equal([1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12], Decode(file, 3, 2, 2));
    }

    [Fact]
    public void Grey_becomes_colours_and_colours_grey_where_a_rule_is_stated()
    {
        byte[] grey = Pictures.Png([10, 20], 1, 1, 2);
        byte[] colours = Pictures.Png([255, 0, 0, 0, 255, 0, 0, 0, 255, 8, 8, 8], 3, 1, 4);
        Assert.Equal([10, 20, 10, 20, 10, 20], Decode(grey, 3, 1, 2, Resize.Fit));
        Assert.Equal([76, 150, 29, 8], Decode(colours, 1, 1, 4, Resize.Crop));
        AssertMismatch("is 1×1×2, not 3×1×2; ask for that, or say how", () => Decode(grey, 3, 1, 2));
        AssertMismatch("is 3×1×4, not 1×1×4", () => Decode(colours, 1, 1, 4));
    }

    [Fact]
    public void Opacity_is_dropped_where_it_says_nothing_and_refused_where_it_does()
    {
        Assert.Equal([1, 2, 3], Decode(Pictures.Png([1, 2, 3, 255], 4, 1, 1), 3, 1, 1));
        Assert.Equal([7], Decode(Pictures.Png([7, 255], 2, 1, 1), 1, 1, 1));
        AssertUnreadable("is partly transparent: lay it on a background first", Pictures.Png([1, 2, 3, 254], 4, 1, 1));
    }

    [Fact]
    public void Another_size_is_refused_without_a_rule() => AssertMismatch(
        "is 1×2×3, not 1×3×2; ask for that, or say how it is to become so with resize: Resize.Stretch, Fit or Crop",
        () => Decode(Pictures.Plain(1), 1, 3, 2));

    [Fact]
    public void Jpeg_is_near_what_was_written()
    {
        byte[] pixels = Pictures.Scene(1, 24, 24);
        byte[] decoded = Decode(Pictures.Jpeg(pixels, 1, 24, 24), 3, 24, 24, Resize.Fit)[..(24 * 24)];
        Assert.InRange(pixels.Zip(decoded).Average(pair => Math.Abs(pair.First - pair.Second)), 0, 3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_that_is_cut_off_anywhere_is_refused(bool png)
    {
        byte[] whole =
            png ? Pictures.Png(Pictures.Scene(3, 12, 9), 3, 12, 9) : Pictures.Jpeg(Pictures.Scene(3, 12, 9), 3, 12, 9);
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] part = whole[..length];
            Assert.Throws<UnreadableException>(() => Decode(part, 3, 12, 9));
        }

        AssertUnreadable("is cut off", whole[..^3]);
        AssertUnreadable("is empty", []);
    }

    [Fact]
    public void A_png_with_any_byte_changed_is_refused()
    {
        byte[] whole = Pictures.Png(Pictures.Scene(3, 12, 9), 3, 12, 9);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 0x55;
            Assert.Throws<UnreadableException>(() => Decode(damaged, 3, 12, 9));
        }
    }

    [Fact]
    public void A_jpeg_with_bytes_changed_is_read_somehow_or_refused()
    {
        // a JPEG has no checksum: what matters is that nothing else happens
        byte[] whole = Pictures.Jpeg(Pictures.Scene(3, 16, 16), 3, 16, 16);
        var random = new Random(1);
        for (int i = 0; i < 1_000; i++)
        {
            byte[] damaged = [.. whole];
            for (int n = random.Next(1, 4); n > 0; n--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                Decode(damaged, 3, 16, 16);
            }
            catch (Exception exception) when (exception is UnreadableException or MismatchException)
            {
                // what it is to throw
            }
        }
    }

    [Fact]
    public void What_is_no_image_is_named_by_its_first_bytes() =>
        AssertUnreadable("is neither PNG nor JPEG: it starts with 47494638", "GIF89a……"u8.ToArray());

    private static byte[] Decode(byte[] file, int channels, int height, int width, Resize resize = Resize.None)
    {
        var pixels = new byte[channels * height * width];
        new ImageDecoder(channels, height, width, resize).Decode(file, pixels);
        return pixels;
    }

    private static void AssertUnreadable(string message, byte[] file) =>
        Assert.Equal(message, Assert.Throws<UnreadableException>(() => Decode(file, 3, 12, 9)).Message);

    private static void AssertMismatch(string message, Action decode) =>
        Assert.StartsWith(message, Assert.Throws<MismatchException>(decode).Message);
}
