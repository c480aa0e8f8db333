using Xunit;

namespace NetDsl.Tests;

public sealed class ModelTests
{
    [Fact]
    public void Predict_gives_the_most_probable_label()
    {
        using FruitClassifier model = Constant(1, 3, 2);
        (Fruit fruit, float probability) = model.Predict([0, 0]);
        Assert.Equal(Fruit.Pear, fruit);
        Assert.Equal(Math.Exp(3) / (Math.Exp(1) + Math.Exp(2) + Math.Exp(3)), probability, 1e-6);
    }

    [Fact]
    public void Predict_allocates_nothing()
    {
        using FruitClassifier model = Constant(1, 3, 2);
        float[] point = [0, 0];
        model.Predict(point);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            model.Predict(point);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Predict_of_a_large_batch_equals_one_at_a_time()
    {
        using var model = FruitClassifier.Create(3);
        VectorExamples fruit = Samples.Fruit(700);
        var points = new float[1_400];
        for (int i = 0; i < 700; i++)
        {
            fruit.CopyInput(i, points.AsSpan(2 * i, 2));
        }

        var all = new float[2_100];
        model.Probabilities(points, all);
        var one = new float[3];
        for (int i = 0; i < 700; i++)
        {
            model.Probabilities(points.AsSpan(2 * i, 2), one);
            Assert.Equal(one, all[(3 * i)..(3 * i + 3)]);
        }
    }

    [Fact]
    public void Predict_of_a_wrong_size_names_both()
    {
        using var model = FruitClassifier.Create();
        Assert.Equal(
            "FruitClassifier's input takes 2, 2 values, but got 3",
            Assert.Throws<ShapeException>(() => model.Predict(new float[3])).Message);
        Assert.Throws<ShapeException>(() => model.Predict([]));
        Assert.Throws<ShapeException>(() => model.Probabilities(new float[4], new float[5]));
    }

    [Fact]
    public void Evaluate_counts_confusions_and_lists_what_was_misread()
    {
        using FruitClassifier model = Constant(1, 3, 2);
        var examples = new VectorExamples(new Shape(2), new float[10], new[] { 1, 0, 1, 2, 0 });
        Evaluation<Fruit> evaluation = model.Evaluate(examples);

        Assert.Equal((5, 3, 0.6), (evaluation.Count, evaluation.Wrong, evaluation.Error));
        Assert.Equal(2, evaluation.Confusion[Fruit.Apple, Fruit.Pear]);
        Assert.Equal(2, evaluation.Confusion[Fruit.Pear, Fruit.Pear]);
        Assert.Equal(0, evaluation.Confusion[Fruit.Pear, Fruit.Apple]);
        Assert.Equal("plum", evaluation.Confusion.Name(2));
        Assert.Equal(
            [(1, Fruit.Apple), (3, Fruit.Plum), (4, Fruit.Apple)],
            evaluation.Misclassified.Select(misread => (misread.Index, misread.Actual)));
        double sum = Math.Log(Math.Exp(1) + Math.Exp(2) + Math.Exp(3));
        Assert.Equal(sum - (3 + 1 + 3 + 2 + 1) / 5.0, evaluation.Loss, 1e-6);
    }

    [Fact]
    public void Parameters_read_and_write_their_own_tensor_only()
    {
        using var model = FruitClassifier.Create(1);
        ParameterTensor weight = model.Parameters[0];
        ParameterTensor bias = model.Parameters[1];
        float[] before = weight.ToArray();
        bias.CopyFrom([7, 8, 9]);
        Assert.Equal(before, weight.ToArray());
        Assert.Equal([7, 8, 9], bias.ToArray());
        Assert.Equal("fruit.weight 3×2", weight.ToString());
        Assert.Equal(
            "fruit.bias takes 3, 3 values, but got 4",
            Assert.Throws<ShapeException>(() => bias.CopyFrom(new float[4])).Message);
        Assert.Throws<ShapeException>(() => weight.CopyTo(new float[5]));
    }

    [Fact]
    public void A_disposed_model_says_so()
    {
        var model = FruitClassifier.Create();
        model.Dispose();
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Predict([0, 0]));
    }

    private static FruitClassifier Constant(params float[] biases)
    {
        var model = FruitClassifier.Create();
        model.Parameters[0].CopyFrom(new float[6]);
        model.Parameters[1].CopyFrom(biases);
        return model;
    }
}
