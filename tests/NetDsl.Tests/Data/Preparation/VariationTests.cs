using Xunit;

namespace NetDsl.Tests;

/// <summary>Frequencies over so many draws: five deviations of a binomial's stay within the tolerances.</summary>
public sealed class VariationTests
{
    private const int Draws = 20_000;

    private static readonly Augmentation All =
        new(CropPad: 2, Mirror: true, Shift: 1, Rotation: 30, LowestGain: 0.5f, HighestGain: 1.5f);

    [Fact]
    public void Crops_are_equally_likely_at_every_place()
    {
        Variation[] drawn = Draw(new Augmentation(2, false, 0, 0));
        foreach (int offset in Enumerable.Range(-2, 5))
        {
            Assert.InRange(drawn.Count(one => one.Down == offset) / (double)Draws, 0.185, 0.215);
            Assert.InRange(drawn.Count(one => one.Right == offset) / (double)Draws, 0.185, 0.215);
        }

        Assert.All(
            drawn,
            one => Assert.Equal((false, 0f, 1f), (one.IsMirrored, one.Degrees, one.Gain)));
        Assert.All(drawn, one => Assert.InRange(Math.Max(Math.Abs(one.Down), Math.Abs(one.Right)), 0, 2));
        Assert.InRange(drawn.Average(one => (double)one.Down * one.Right), -0.1, 0.1);
    }

    [Fact]
    public void Crop_and_shift_add_up()
    {
        Variation[] drawn = Draw(All);
        Assert.Equal(Enumerable.Range(-3, 7), drawn.Select(one => one.Down).Distinct().Order());
        Assert.Equal(Enumerable.Range(-3, 7), drawn.Select(one => one.Right).Distinct().Order());
        // the sum of −2 … 2 and −1 … 1 is 3 in one of 15 cases
        Assert.InRange(drawn.Count(one => one.Right == 3) / (double)Draws, 1 / 15.0 - 0.01, 1 / 15.0 + 0.01);
    }

    [Fact]
    public void Half_of_the_images_are_mirrored() =>
        Assert.InRange(Draw(All).Count(one => one.IsMirrored) / (double)Draws, 0.48, 0.52);

    [Fact]
    public void Angles_and_gains_are_uniform()
    {
        Variation[] drawn = Draw(All);
        AssertUniform([.. drawn.Select(one => one.Degrees)], -30, 30);
        AssertUniform([.. drawn.Select(one => one.Gain)], 0.5, 1.5);
    }

    [Fact]
    public void A_signal_has_no_rows_to_move() =>
        Assert.All(
            Enumerable.Range(0, 100).Select(i => Variation.Draw(All, hasRows: false, 1, 0, i)),
            one => Assert.Equal(0, one.Down));

    [Fact]
    public void What_is_drawn_follows_from_seed_epoch_and_example()
    {
        Variation one = Variation.Draw(All, true, seed: 5, epoch: 2, example: 7);
        Assert.Equal(one, Variation.Draw(All, true, 5, 2, 7));
        Assert.NotEqual(one, Variation.Draw(All, true, 6, 2, 7));
        Assert.NotEqual(one, Variation.Draw(All, true, 5, 3, 7));
        Assert.NotEqual(one, Variation.Draw(All, true, 5, 2, 8));
    }

    [Fact]
    public void To_leave_out_one_change_alters_no_other()
    {
        Variation all = Variation.Draw(All, true, 5, 2, 7);
        Assert.Equal(all.Degrees, Variation.Draw(All with { CropPad = 0, Mirror = false }, true, 5, 2, 7).Degrees);
        Assert.Equal(
            all.Down, Variation.Draw(All with { Rotation = 0, LowestGain = 1, HighestGain = 1 }, true, 5, 2, 7).Down);
    }

    private static Variation[] Draw(Augmentation augmentation) =>
        [
            .. Enumerable.Range(0, Draws)
                .Select(i => Variation.Draw(augmentation, true, seed: 3, epoch: i / 1_000, example: i % 1_000)),
        ];

    private static void AssertUniform(float[] values, double low, double high)
    {
        double width = high - low;
        Assert.InRange(values.Min(), low, low + 0.001 * width);
        Assert.InRange(values.Max(), high - 0.001 * width, high);
        Assert.InRange(values.Average(), low + 0.48 * width, low + 0.52 * width);
        Assert.InRange(values.Count(value => value < low + width / 4) / (double)values.Length, 0.235, 0.265);
    }
}
