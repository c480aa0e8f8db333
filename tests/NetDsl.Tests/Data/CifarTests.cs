using Xunit;

namespace NetDsl.Tests;

public sealed class CifarTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Batches_of_ten_classes_follow_one_another()
    {
        folder.File("data_batch_2.bin", Records([3], [9]));
        folder.File("data_batch_1.bin", Records([7]));
        folder.File("test_batch.bin", Records([1]));
        File.WriteAllText(folder.File("batches.meta.txt"), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n");
        ImageDataSet data = Cifar.Load(folder.Path);
        Assert.Equal([7, 3, 9], data.Training.Labels.ToArray());
        Assert.Equal([1], data.Test.Labels.ToArray());
        Assert.Equal("abcdefghij", string.Concat(data.Training.LabelNames));
        Assert.Equal(
            (new Shape(3, 32, 32), (byte)9, unchecked((byte)(9 + 3071))),
            (data.Training.InputShape, data.Training.Images[2].Pixels[0], data.Training.Images[2].Pixels[^1]));
    }

    [Fact]
    public void A_hundred_classes_are_fine_or_coarse()
    {
        folder.File("train.bin", Records([19, 99], [0, 5]));
        folder.File("test.bin", Records([2, 3]));
        Assert.Equal([99, 5], Cifar.LoadHundred(folder.Path).Training.Labels.ToArray());
        Assert.Equal([19, 0], Cifar.LoadHundred(folder.Path, coarse: true).Training.Labels.ToArray());
        AssertRefused("it holds CIFAR-100: Cifar.LoadHundred reads it", () => Cifar.Load(folder.Path));
    }

    [Fact]
    public void What_is_damaged_is_named()
    {
        AssertRefused("there is no folder nowhere", () => Cifar.Load("nowhere"));
        AssertRefused(
            $"{folder.Path} has no data_batch_1.bin …, CIFAR-10's binary version", () => Cifar.Load(folder.Path));
        string batch = folder.File("data_batch_1.bin", Records([3], [4]));
        AssertRefused("test_batch.bin: there is no such file", () => Cifar.Load(folder.Path));
        folder.File("test_batch.bin", Records([3])[..^1]);
        AssertRefused(
            "test_batch.bin: its 3,072 bytes are no whole number of records of 3,073 bytes",
            () => Cifar.Load(folder.Path));
        folder.File("test_batch.bin", Records([3], [10]));
        AssertRefused("test_batch.bin: image 1 is of class 10, but there are 10", () => Cifar.Load(folder.Path));
        File.WriteAllText(folder.File("batches.meta.txt"), "a\nb");
        AssertRefused("batches.meta.txt: has 2 names, but there are 10 classes", () => Cifar.Load(folder.Path));
    }

    /// <summary>Images whose bytes count on from the last label.</summary>
    private static byte[] Records(params byte[][] labels) =>
        [.. labels.SelectMany(label => label.Concat(Enumerable.Range(label[^1], 3_072).Select(value => (byte)value)))];

    private static void AssertRefused(string message, Action action) =>
        Assert.Contains(message, Assert.Throws<DataException>(action).Message);
}
