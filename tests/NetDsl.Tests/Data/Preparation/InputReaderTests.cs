using Xunit;

namespace NetDsl.Tests;

public sealed class InputReaderTests
{
    // number i has the pixels 10 i …
    private static readonly LabelledImages Images = new(
        Enumerable.Range(0, 240).Select(i => (byte)i).ToArray(),
        Enumerable.Range(0, 20).Select(i => i % 3).ToArray(),
        channels: 3,
        height: 2,
        width: 2);

    private static readonly InputPreparation Everything = new(
        -1, 1, [0.1f, 0.2f, 0.3f], [0.5f], new Augmentation(1, true, 1, 15, 0.8f, 1.2f));

    [Fact]
    public void Examples_to_measure_on_are_only_scaled_and_normalised()
    {
        var values = new float[12];
        new InputReader(Images.InputShape, Everything).Read(Images, 4, values);
        float[] expected =
            [.. Images.Images[4].ToArray().Select((x, i) => (x * 2 - 1 - Everything.Mean[i / 4]) / 0.5f)];
        Assert.Equal(expected, values);
    }

    [Fact]
    public void Without_a_preparation_values_stay_as_they_are()
    {
        var values = new float[12];
        new InputReader(Images.InputShape, null).ReadForTraining(Images, 4, values, 1, 1);
        Assert.Equal(Images.Images[4].ToArray(), values);
    }

    [Fact]
    public void Zeros_come_in_before_the_mean_is_subtracted()
    {
        var preparation = new InputPreparation(0, 1, [0.5f], [0.25f], new Augmentation(1, false, 0, 0));
        var white = new LabelledImages(Enumerable.Repeat((byte)255, 12).ToArray(), new[] { 0 }, 3, 2, 2);
        var reader = new InputReader(white.InputShape, preparation);
        HashSet<float> seen = [];
        var values = new float[12];
        for (int epoch = 0; epoch < 50; epoch++)
        {
            reader.ReadForTraining(white, 0, values, seed: 1, epoch);
            seen.UnionWith(values);
        }

        Assert.Equal([-2, 2], seen.Order());
    }

    [Fact]
    public void A_signal_is_moved_along_and_multiplied()
    {
        var signal = new VectorExamples(new Shape(1, 4), new float[] { 1, 2, 3, 4 }, new[] { 0 });
        var reader = new InputReader(signal.InputShape, new(0, 1, [], [], new Augmentation(0, false, 1, 0, 2, 3)));
        var values = new float[4];
        for (int epoch = 0; epoch < 20; epoch++)
        {
            Variation drawn = Variation.Draw(new Augmentation(0, false, 1, 0, 2, 3), false, 1, epoch, 0);
            float[] moved = drawn.Right switch { -1 => [2, 3, 4, 0], 1 => [0, 1, 2, 3], _ => [1, 2, 3, 4] };
            reader.ReadForTraining(signal, 0, values, 1, epoch);
            Assert.Equal(moved.Select(value => value * drawn.Gain), values);
            Assert.InRange(drawn.Gain, 2, 3);
        }
    }

    [Fact]
    public void Features_are_multiplied()
    {
        var reader = new InputReader(new Shape(12), new(0, 1, [], [], new Augmentation(0, false, 0, 0, 2, 2.5f)));
        var values = new float[12];
        reader.ReadForTraining(Images, 4, values, 1, 1);
        Assert.InRange(values[5] / Images.Images[4].ToArray()[5], 2, 2.5f);
    }

    [Fact]
    public void Any_number_of_threads_and_a_resumed_run_give_equal_bits()
    {
        int[] one = Bits(threads: 1, firstBatch: 0);
        Assert.Equal(one, Bits(threads: 2, firstBatch: 0));
        Assert.Equal(one, Bits(threads: 5, firstBatch: 0));
        Assert.Equal(one[^(one.Length - 2 * 6 * 12)..], Bits(threads: 2, firstBatch: 2));
    }

    [Fact]
    public void Each_epoch_changes_the_examples_anew()
    {
        var reader = new InputReader(Images.InputShape, Everything);
        var values = new float[12];
        var distinct = new HashSet<string>();
        for (int epoch = 0; epoch < 10; epoch++)
        {
            reader.ReadForTraining(Images, 3, values, 1, epoch);
            distinct.Add(string.Join(' ', values));
        }

        Assert.Equal(10, distinct.Count);
    }

    private static int[] Bits(int threads, int firstBatch)
    {
        ModelLayout layout = FruitClassifier.Layout with { InputShape = Images.InputShape, Preparation = Everything };
        using var loader = new BatchLoader(Images, batchSize: 6, seed: 9, threads, layout);
        List<int> bits = [];
        for (int epoch = 3; epoch < 5; epoch++)
        {
            loader.Begin(epoch, epoch == 3 ? firstBatch : 0);
            for (int i = epoch == 3 ? firstBatch : 0; i < loader.Batches; i++)
            {
                Batch batch = loader.Take();
                bits.AddRange(batch.Inputs[..(batch.Count * 12)].ToArray().Select(BitConverter.SingleToInt32Bits));
                loader.Release();
            }
        }

        return [.. bits];
    }
}
