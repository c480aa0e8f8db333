using System.Security.Cryptography;
using Xunit;

namespace NetDsl.Tests.Data;

public sealed class SampleDigitsTests
{
    [Fact]
    public void Images_are_bit_for_bit_what_they_always_were()
    {
        var digits = SampleDigits.Create(seed: 0, training: 20, test: 10);

        Assert.Equal("6F7DD6DE97C97DF66253B76AC14131F926B56CF050B803B159ADEBED7AAA8401", Hash(digits.Training));
        Assert.Equal("6FB9CBBF60939116762240BD5093A16EB30319F7FD8572FDCD207DA032273642", Hash(digits.Test));
    }

    [Fact]
    public void The_defaults_give_12000_and_2000_images_of_28_by_28()
    {
        var digits = SampleDigits.Create();

        Assert.Equal((12_000, 2_000), (digits.Training.Count, digits.Test.Count));
        Assert.Equal(new Shape(1, 28, 28), digits.Training.InputShape);
    }

    [Fact]
    public void Each_digit_is_as_frequent_as_every_other()
    {
        var digits = SampleDigits.Create(training: 200, test: 50);

        Assert.All(Frequencies(digits.Training), frequency => Assert.Equal(20, frequency));
        Assert.All(Frequencies(digits.Test), frequency => Assert.Equal(5, frequency));
    }

    [Fact]
    public void An_image_does_not_depend_on_how_many_are_drawn()
    {
        var few = SampleDigits.Create(seed: 3, training: 10, test: 10);
        var many = SampleDigits.Create(seed: 3, training: 200, test: 30);

        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(few.Training.Images[i].Pixels, many.Training.Images[i].Pixels);
            Assert.Equal(few.Test.Images[i].Pixels, many.Test.Images[i].Pixels);
        }
    }

    [Fact]
    public void Another_seed_draws_other_images()
    {
        var one = SampleDigits.Create(seed: 1, training: 10, test: 1);
        var other = SampleDigits.Create(seed: 2, training: 10, test: 1);

        for (int i = 0; i < 10; i++)
        {
            Assert.NotEqual(Text(one.Training.Images[i]), Text(other.Training.Images[i]));
        }
    }

    [Fact]
    public void No_test_image_is_a_training_image()
    {
        var digits = SampleDigits.Create(training: 200, test: 200);

        var training = digits.Training.Images.Select(Text).ToHashSet();

        Assert.Equal(200, training.Count);
        Assert.DoesNotContain(digits.Test.Images, image => training.Contains(Text(image)));
    }

    [Fact]
    public void Every_image_has_ink_on_mostly_empty_paper()
    {
        var digits = SampleDigits.Create(training: 1_000, test: 1);

        Assert.All(digits.Training.Images, image => Assert.InRange(Dark(image), 10, image.Count / 2));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-1, 1)]
    public void A_count_that_is_not_positive_is_refused(int training, int test) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleDigits.Create(training: training, test: test));

    private static string Text(Image image) => Convert.ToHexString(image.Pixels);

    private static string Hash(LabelledImages images) =>
        Convert.ToHexString(SHA256.HashData([.. images.Images.SelectMany(image => image.Pixels.ToArray())]));

    private static int[] Frequencies(LabelledImages images) =>
        [.. images.Labels.ToArray().CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value)];

    private static int Dark(Image image)
    {
        int count = 0;
        foreach (byte pixel in image.Pixels)
        {
            count += pixel > 80 ? 1 : 0;
        }

        return count;
    }
}
