namespace NetDsl.Tests;

/// <summary>Data and schedules for the fake networks.</summary>
internal static class Samples
{
    internal static readonly Sgd Momentum = new(0.9f, Nesterov: false, Decay: 0);
    internal static readonly Adam Adam = new(0.9f, 0.999f, 1e-8f, Decay: 0);

    /// <summary>Points around three centres; some lie nearer to another fruit's.</summary>
    internal static VectorExamples Fruit(int count, ulong seed = 1)
    {
        var random = new RandomStream(RandomPurpose.Shuffle, 0, seed);
        var points = new float[count * 2];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.NextBelow(3);
            double angle = labels[i] * 2 * Math.PI / 3;
            points[2 * i] = (float)(Math.Cos(angle) + 0.5 * random.NextNormal());
            points[2 * i + 1] = (float)(Math.Sin(angle) + 0.5 * random.NextNormal());
        }

        return new VectorExamples(new Shape(2), points, labels);
    }

    internal static DataSet FruitData(int training = 103, int validation = 40, int test = 30) =>
        new(Fruit(training), validation == 0 ? null : Fruit(validation, 2), test == 0 ? null : Fruit(test, 3));

    /// <summary>y = 2x + 1.</summary>
    internal static VectorExamples Line(int count)
    {
        float[] x = [.. Enumerable.Range(0, count).Select(i => i / (float)count)];
        return new VectorExamples(new Shape(1), x, targetSize: 1, Array.ConvertAll(x, value => 2 * value + 1));
    }

    internal static Schedule<FruitClassifier> Schedule(
        Optimizer? optimizer = null, int epochs = 3, int batch = 10, RatePlan? rate = null, StopRule? stop = null) =>
        new("Standard", 42, batch, [Stage(optimizer, epochs, rate, stop)]);

    internal static FineTuneStage Stage(
        Optimizer? optimizer = null, int epochs = 3, RatePlan? rate = null, StopRule? stop = null) =>
        new("finetune", optimizer ?? Momentum, rate ?? new ConstantRate(0.05f, 0), epochs, stop);
}
