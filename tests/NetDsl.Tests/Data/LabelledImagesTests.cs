using Xunit;

namespace NetDsl.Tests;

public sealed class LabelledImagesTests
{
    // six images of one pixel each
    private static readonly LabelledImages Images = new(
        new byte[] { 10, 20, 30, 40, 50, 60 }, new[] { 0, 1, 2, 1, 0, 2 }, 1, 1, 1, ["cat", "dog", "emu"]);

    [Fact]
    public void Classes_are_picked_and_numbered_anew()
    {
        LabelledImages picked = Images.OfClasses("emu", "cat");

        Assert.Equal([1, 0, 1, 0], picked.Labels.ToArray());
        Assert.Equal(["emu", "cat"], picked.LabelNames);
        Assert.Equal([10, 30, 50, 60], Bytes(picked));
    }

    [Fact]
    public void A_part_of_picked_images_is_a_part_of_them() =>
        Assert.Equal([50, 60], Bytes(Images.Slice(1, 5).OfClasses("emu", "cat").Slice(1, 2)));

    [Fact]
    public void The_first_of_each_class_stay_in_their_order()
    {
        LabelledImages first = Images.FirstOfEach(1);

        Assert.Equal([10, 20, 30], Bytes(first));
        Assert.Equal([0, 1, 2], first.Labels.ToArray());
        Assert.Equal(6, Images.FirstOfEach(7).Count);
    }

    [Fact]
    public void A_class_that_is_not_there_is_named() =>
        Assert.Contains("'fox'", Assert.Throws<DataException>(() => Images.OfClasses("cat", "fox")).Message);

    private static byte[] Bytes(LabelledImages images) => [.. images.Images.Select(image => image.Pixels[0])];
}
