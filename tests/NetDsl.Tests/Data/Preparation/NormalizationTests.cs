using Xunit;

namespace NetDsl.Tests;

public sealed class NormalizationTests
{
    [Fact]
    public void Each_channel_has_its_mean_and_deviation()
    {
        var preparation = new InputPreparation(0, 1, [0.5f, 0, 1], [0.25f, 1, 2]);
        float[] values = [0.5f, 1, 0.5f, 1, 0.5f, 1];
        Normalization.Apply(preparation, channels: 3, values, gain: 1);
        Assert.Equal([0, 2, 0.5f, 1, -0.25f, 0], values);
    }

    [Fact]
    public void One_mean_and_deviation_hold_for_all_channels()
    {
        float[] values = [0, 0.5f, 1, 0.25f];
        Normalization.Apply(new(0, 1, [0.5f], [0.5f]), channels: 2, values, gain: 1);
        Assert.Equal([-1, 0, 1, -0.5f], values);
    }

    [Theory]
    [InlineData(-1, 1, new float[] { -1, 0, 1 })]
    [InlineData(1, 0, new float[] { 1, 0.5f, 0 })]
    [InlineData(0, 255, new float[] { 0, 127.5f, 255 })]
    public void Scale_is_what_0_and_1_become(float low, float high, float[] expected)
    {
        float[] values = [0, 0.5f, 1];
        Normalization.Apply(new(low, high, [], []), channels: 1, values, gain: 1);
        Assert.Equal(expected, values);
    }

    [Fact]
    public void Gain_comes_behind_the_scale_and_before_the_mean()
    {
        float[] values = [0.5f];
        Normalization.Apply(new(0, 4, [1], [2]), channels: 1, values, gain: 3);
        Assert.Equal([(0.5f * 4 * 3 - 1) / 2], values);
    }

    [Fact]
    public void Every_value_is_computed_in_float_step_by_step_whatever_its_place()
    {
        // 2 channels of 11: vectors and what is left over
        float[] values = [.. Enumerable.Range(0, 22).Select(i => i / 21f)];
        float[] expected =
            [.. values.Select((x, i) => ((x * 3f + -1f) * 0.7f - (i < 11 ? 0.1f : 0.2f)) / (i < 11 ? 0.3f : 0.4f))];
        Normalization.Apply(new(-1, 2, [0.1f, 0.2f], [0.3f, 0.4f]), channels: 2, values, gain: 0.7f);
        Assert.Equal(expected, values);
    }

    [Fact]
    public void A_pixel_times_255_is_the_pixel()
    {
        byte[] pixels = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        var values = new float[256];
        PixelConversion.ToUnit(pixels, values);
        Normalization.Apply(new(0, 255, [], []), channels: 1, values, gain: 1);
        Assert.Equal(pixels.Select(pixel => (float)pixel), values);
    }
}
