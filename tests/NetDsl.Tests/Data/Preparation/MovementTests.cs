using Xunit;

namespace NetDsl.Tests;

public sealed class MovementTests
{
    private static readonly float[] Nine = [1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Theory]
    [InlineData(0, 0, false, new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    [InlineData(1, 0, false, new float[] { 0, 0, 0, 1, 2, 3, 4, 5, 6 })]
    [InlineData(-1, 0, false, new float[] { 4, 5, 6, 7, 8, 9, 0, 0, 0 })]
    [InlineData(0, 1, false, new float[] { 0, 1, 2, 0, 4, 5, 0, 7, 8 })]
    [InlineData(0, -2, false, new float[] { 3, 0, 0, 6, 0, 0, 9, 0, 0 })]
    [InlineData(0, 0, true, new float[] { 3, 2, 1, 6, 5, 4, 9, 8, 7 })]
    [InlineData(2, 1, true, new float[] { 0, 0, 0, 0, 0, 0, 2, 1, 0 })]
    [InlineData(3, 0, false, new float[] { 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(0, -4, true, new float[] { 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    public void Whole_pixels_are_moved_then_mirrored_and_zeros_come_in(
        int down, int right, bool mirror, float[] expected)
    {
        var variation = new Variation(down, right, mirror, 0, 1);
        Assert.Equal(expected, Moved(Nine, 3, 3, variation));
        Assert.Equal(expected, Turned(Nine, 3, 3, variation));
    }

    [Theory]
    [InlineData(90, new float[] { 3, 6, 9, 2, 5, 8, 1, 4, 7 })]
    [InlineData(-90, new float[] { 7, 4, 1, 8, 5, 2, 9, 6, 3 })]
    [InlineData(180, new float[] { 9, 8, 7, 6, 5, 4, 3, 2, 1 })]
    public void A_right_angle_turns_the_image_against_the_clock(float degrees, float[] expected)
    {
        float[] turned = Turned(Nine, 3, 3, new Variation(0, 0, false, degrees, 1));
        Assert.Equal(expected, turned.Select(value => MathF.Round(value, 4)));
    }

    [Fact]
    public void Between_pixels_the_four_around_are_interpolated()
    {
        // half a right angle: what lies above the middle comes from √½ above and √½ to the right of it
        float[] turned = Turned([0, 0, 0, 0, 1, 0, 0, 0, 0], 3, 3, new Variation(0, 0, false, 45, 1));
        float beside = MathF.Pow(1 - MathF.Sqrt(0.5f), 2);
        float[] expected = [0, beside, 0, beside, 1, beside, 0, beside, 0];
        Assert.All(expected.Zip(turned), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void It_is_turned_first_then_moved_then_mirrored()
    {
        float[] turned = Turned(Nine, 3, 3, new Variation(0, 1, true, 90, 1));
        float[] expected =
            Moved(Turned(Nine, 3, 3, new Variation(0, 0, false, 90, 1)), 3, 3, new Variation(0, 1, true, 0, 1));
        Assert.Equal(expected.Select(value => MathF.Round(value, 4)), turned.Select(value => MathF.Round(value, 4)));
    }

    [Fact]
    public void Each_plane_is_moved_alike()
    {
        var variation = new Variation(0, 1, false, 0, 1);
        Assert.Equal([0, 1, 0, 3, 0, 5], Moved([1, 2, 3, 4, 5, 6], 1, 2, variation));
        Assert.Equal([0, 1, 0, 3, 0, 5], Turned([1, 2, 3, 4, 5, 6], 1, 2, variation));
    }

    [Fact]
    public void Sine_and_cosine_are_right_to_the_last_digit_or_two()
    {
        for (float degrees = -180; degrees <= 180; degrees += 0.7f)
        {
            var (sine, cosine) = Movement.SineAndCosine(degrees);
            Assert.Equal(Math.Sin(degrees * Math.PI / 180), sine, 1e-7);
            Assert.Equal(Math.Cos(degrees * Math.PI / 180), cosine, 1e-7);
        }
    }

    private static float[] Moved(float[] image, int height, int width, Variation variation)
    {
        float[] result = Enumerable.Repeat(float.NaN, image.Length).ToArray();
        Movement.Move(image, result, height, width, variation);
        return result;
    }

    private static float[] Turned(float[] image, int height, int width, Variation variation)
    {
        float[] result = Enumerable.Repeat(float.NaN, image.Length).ToArray();
        Movement.Turn(image, result, height, width, variation);
        return result;
    }
}
