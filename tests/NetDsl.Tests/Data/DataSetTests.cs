using Xunit;

namespace NetDsl.Tests;

public sealed class DataSetTests
{
    private static readonly LabelledImages Images = new(
        Enumerable.Range(0, 24).Select(i => (byte)(i * 10)).ToArray(), new[] { 0, 1, 2, 0, 1, 2 }, 1, 2, 2);

    [Fact]
    public void HoldOut_takes_of_each_class_its_share_though_the_data_is_sorted()
    {
        int[] labels = [.. Enumerable.Repeat(0, 600), .. Enumerable.Repeat(1, 300), .. Enumerable.Repeat(2, 100)];
        byte[] pixels = [.. Enumerable.Range(0, 1_000).Select(i => (byte)i)];
        var sorted = new LabelledImages(pixels, labels, 1, 1, 1);
        ImageDataSet data = new ImageDataSet(sorted, sorted).HoldOut(100);
        Assert.Equal((900, 100), (data.Training.Count, data.Validation!.Count));
        Assert.Equal([60, 30, 10], Enumerable.Range(0, 3).Select(label => data.Validation.Labels.Count(label)));
        Assert.Same(sorted, data.Test);

        // every example is in one of the two, and each class's are from all over it
        IEnumerable<byte> both = data.Training.Images.Concat(data.Validation.Images).Select(image => image.Pixels[0]);
        Assert.Equal(pixels.Order(), both.Order());
        Assert.InRange(data.Validation.Images.Take(60).Average(image => (double)image.Pixels[0]), 80, 175);
    }

    [Fact]
    public void HoldOut_follows_from_its_seed()
    {
        int[] Held(ulong seed)
        {
            VectorExamples fruit = Samples.Fruit(100);
            DataSet data = new DataSet(fruit).HoldOut(30, seed);
            var point = new float[2];
            return [.. Enumerable.Range(0, 30).Select(i =>
            {
                data.Validation!.CopyInput(i, point);
                return BitConverter.SingleToInt32Bits(point[0]);
            })];
        }

        Assert.Equal(Held(1), Held(1));
        Assert.NotEqual(Held(1), Held(2));
    }

    [Fact]
    public void HoldOut_of_values_is_random_and_of_several_outputs_by_the_first_classes()
    {
        DataSet line = new DataSet(Samples.Line(100)).HoldOut(50);
        var target = new float[1];
        line.Validation!.CopyTarget(0, target);
        Assert.NotEqual(2 * 0.5f + 1, target[0]);
        int[] labels = [.. Enumerable.Repeat(0, 50), .. Enumerable.Repeat(1, 50)];
        var tasks = new MultiTaskExamples(
            new Shape(1), new float[100], TaskTargets.OfValues("v", 1, new float[100]), TaskTargets.OfClasses("c", labels));
        DataSet held = new DataSet(tasks).HoldOut(10);
        Assert.Equal(5, Enumerable.Range(0, 10).Sum(i => held.Validation!.LabelAt(i, 0)));
    }

    [Fact]
    public void HoldOut_of_any_set_shares_its_examples()
    {
        VectorExamples fruit = Samples.Fruit(10);
        DataSet data = new DataSet(fruit).HoldOut(3);
        Assert.Equal((7, 3), (data.Training.Count, data.Validation!.Count));
        IEnumerable<int> both = Enumerable.Range(0, 7).Select(data.Training.Label)
            .Concat(Enumerable.Range(0, 3).Select(data.Validation.Label));
        Assert.Equal(Enumerable.Range(0, 10).Select(fruit.Label).Order(), both.Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(7)]
    public void HoldOut_must_leave_training_examples(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageDataSet(Images, Images).HoldOut(count));

    [Fact]
    public void Pixels_become_0_to_1()
    {
        byte[] pixels = [.. Enumerable.Range(0, 256).Select(i => (byte)i), 3, 4, 5];
        var values = new float[pixels.Length];
        PixelConversion.ToUnit(pixels, values);
        Assert.Equal(pixels.Select(pixel => pixel / 255f), values);
    }

    [Fact]
    public void Sets_of_different_shapes_are_refused()
    {
        var exception = Assert.Throws<DataException>(() => new DataSet(Images, test: Samples.Fruit(3)));
        Assert.Equal("the test inputs are 2, but the training inputs are 1×2×2; they must be alike", exception.Message);
    }

    [Fact]
    public void Examples_whose_numbers_disagree_are_refused()
    {
        AssertRefused("2 labels need 2 images of 1×2×2, 8 bytes, but there are 7 bytes", () => new LabelledImages(new byte[7], new int[2], 1, 2, 2));
        AssertRefused("label -1 of image 1 is negative; classes count from 0", () => new LabelledImages(new byte[8], new[] { 0, -1 }, 1, 2, 2));
        AssertRefused("2 labels need 2 inputs of 3, 6 values, but there are 5", () => new VectorExamples(new Shape(3), new float[5], new int[2]));
        AssertRefused("5 target values are not a multiple of 2, one target's size", () => new VectorExamples(new Shape(3), new float[6], 2, new float[5]));
        Assert.Throws<ShapeException>(() => new LabelledImages(new byte[8], new int[2], 3, 70_000, 70_000));
        Assert.Throws<ShapeException>(() => new VectorExamples(new Shape(70_000, 70_000), new float[8], new int[2]));
        AssertRefused("a data set needs training examples, but there are none", () => new DataSet(Images.Slice(0, 0)));
    }

    [Fact]
    public void Data_that_does_not_fit_the_network_is_refused_before_training()
    {
        using var model = FruitClassifier.Create();
        void Run(DataSet data) => model.Run(Samples.Schedule(), data);

        AssertRefused("FruitClassifier reads 2, but the training examples are 1×2×2", () => Run(new DataSet(Images)));
        AssertRefused(
            "FruitClassifier tells 3 classes apart, 0 to 2, but number 1 of the test examples is of class 3",
            () => Run(new DataSet(Samples.Fruit(4), test: new VectorExamples(new Shape(2), new float[4], new[] { 0, 3 }))));
        AssertRefused(
            "FruitClassifier tells classes apart, but the training examples have target values, not classes",
            () => Run(new DataSet(new VectorExamples(new Shape(2), new float[4], 1, new float[2]))));
        AssertRefused(
            "LineRegressor gives 1 values, but the examples have classes",
            () => LineRegressor.Create().Evaluate(new VectorExamples(new Shape(1), new float[4], new int[4])));
        Assert.Equal(0, model.Fake.Steps);
    }

    private static void AssertRefused(string message, Action action) =>
        Assert.Contains(message, Assert.Throws<DataException>(action).Message);
}
