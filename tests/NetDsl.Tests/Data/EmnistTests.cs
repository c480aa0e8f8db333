using System.Buffers.Binary;
using Xunit;

namespace NetDsl.Tests;

public sealed class EmnistTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Images_are_turned_upright_and_letters_count_from_0()
    {
        Write("emnist-letters-train", [1, 26]);
        Write("emnist-letters-test", [2]);
        ImageDataSet data = Emnist.Load(folder.Path, EmnistSplit.Letters);
        Assert.Equal([0, 25], data.Training.Labels.ToArray());
        Assert.Equal([1], data.Test.Labels.ToArray());
        Assert.Equal(new Shape(1, 3, 2), data.Training.InputShape);
        // stored as 2 rows of 3: 0 1 2 / 3 4 5
        Assert.Equal([0, 3, 1, 4, 2, 5], data.Training.Images[0].Pixels.ToArray());
        Assert.Equal([6, 9, 7, 10, 8, 11], data.Training.Images[1].Pixels.ToArray());
    }

    [Theory]
    [InlineData(EmnistSplit.ByClass, "byclass", 61)]
    [InlineData(EmnistSplit.ByMerge, "bymerge", 46)]
    [InlineData(EmnistSplit.Balanced, "balanced", 46)]
    [InlineData(EmnistSplit.Digits, "digits", 9)]
    [InlineData(EmnistSplit.Mnist, "mnist", 9)]
    public void Other_splits_count_from_0_and_have_their_classes(EmnistSplit split, string name, byte last)
    {
        Write($"emnist-{name}-train", [0, last]);
        Write($"emnist-{name}-test", [last]);
        Assert.Equal([0, last], Emnist.Load(folder.Path, split).Training.Labels.ToArray());

        Write($"emnist-{name}-test", [(byte)(last + 1)]);
        AssertRefused(
            $"image 0 has the label {last + 1}, but those of {split} are 0 to {last}", () => Emnist.Load(folder.Path, split));
    }

    [Fact]
    public void A_label_0_among_letters_is_refused()
    {
        Write("emnist-letters-train", [1, 0]);
        Write("emnist-letters-test", [2]);
        AssertRefused(
            "image 1 has the label 0, but those of Letters are 1 to 26", () => Emnist.Load(folder.Path, EmnistSplit.Letters));
    }

    [Fact]
    public void Idx_says_where_EMNIST_is_read()
    {
        Write("emnist-letters-train", [1]);
        AssertRefused(
            "It has emnist-letters-train-images-idx3-ubyte: Emnist.Load reads that, with its split",
            () => Idx.Load(folder.Path));
    }

    private void Write(string set, byte[] labels)
    {
        folder.File($"{set}-labels-idx1-ubyte", [.. Numbers(0x801, labels.Length), .. labels]);
        folder.File(
            $"{set}-images-idx3-ubyte",
            [.. Numbers(0x803, labels.Length, 2, 3), .. Enumerable.Range(0, labels.Length * 6).Select(i => (byte)i)]);
    }

    private static byte[] Numbers(params int[] numbers)
    {
        var bytes = new byte[4 * numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), numbers[i]);
        }

        return bytes;
    }

    private static void AssertRefused(string message, Action action) =>
        Assert.Contains(message, Assert.Throws<DataException>(action).Message);
}
