using Xunit;

namespace NetDsl.Tests;

public sealed class ResizeTests
{
    [Fact]
    public void Half_the_size_is_a_triangle_of_four_pixels() =>
        // pixel 0 of 2 lies at 1 of 4 and reaches 2 either way: 0.75, 0.75, 0.25 of the pixels 0, 1 and 2
        Assert.Equal(
            [(byte)((0.75 * 10 + 0.75 * 20 + 0.25 * 90) / 1.75 + 0.5), 89],
            Resampled(Resize.Stretch, [10, 20, 90, 110], 1, 4, 1, 2));

    [Fact]
    public void Twice_the_size_interpolates() =>
        // 0.25 and 0.75 between the centres, the ends as they are
        Assert.Equal([10, 20, 40, 50], Resampled(Resize.Stretch, [10, 50], 1, 2, 1, 4));

    [Theory]
    [InlineData(Resize.Stretch)]
    [InlineData(Resize.Fit)]
    [InlineData(Resize.Crop)]
    public void The_same_size_changes_nothing(Resize resize)
    {
        byte[] image = Pictures.Scene(1, 5, 7);
        Assert.Equal(image, Resampled(resize, image, 5, 7, 5, 7));
    }

    [Theory]
    [InlineData(Resize.Stretch)]
    [InlineData(Resize.Crop)]
    public void A_plain_image_stays_plain(Resize resize) =>
        Assert.All(
            Resampled(resize, Enumerable.Repeat((byte)77, 35).ToArray(), 5, 7, 9, 4), pixel => Assert.Equal(77, pixel));

    [Fact]
    public void Fit_leaves_black_on_both_sides_of_the_short_one() =>
        Assert.Equal(
            [0, 0, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9, 0, 0, 0, 0],
            Resampled(Resize.Fit, Enumerable.Repeat((byte)9, 32).ToArray(), 4, 8, 4, 4));

    [Fact]
    public void Crop_takes_the_middle_of_the_long_side() =>
        Assert.Equal([3, 4, 3, 4], Resampled(Resize.Crop, [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6], 2, 6, 2, 2));

    [Fact]
    public void The_mean_is_kept_where_an_image_shrinks()
    {
        byte[] image = Pictures.Scene(1, 64, 48);
        double mean = image.Average(pixel => pixel);
        Assert.Equal(mean, Resampled(Resize.Stretch, image, 64, 48, 8, 8).Average(pixel => pixel), tolerance: 3);
    }

    private static byte[] Resampled(
        Resize resize, byte[] image, int sourceHeight, int sourceWidth, int height, int width)
    {
        var result = new byte[height * width];
        ResizeFrame.Of(resize, sourceHeight, sourceWidth, height, width).Resample(image, result);
        return result;
    }
}
