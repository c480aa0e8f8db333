namespace NetDsl.Benchmarks.Contests;

/// <summary>What every contestant of a line works on: seeded images of grey noise in [0, 1) with labels.</summary>
internal sealed class Workload
{
    /// <summary>Draws the images and labels.</summary>
    /// <param name="inputSize">Values of an image.</param>
    /// <param name="classes">Labels to draw from.</param>
    /// <param name="batchSize">Images of a training step.</param>
    /// <param name="batches">To go round, so that training does not learn one by heart and run on zeros.</param>
    public Workload(int seed, int inputSize, int classes, int batchSize, int batches)
    {
        (InputSize, Classes, BatchSize, Batches) = (inputSize, classes, batchSize, batches);
        (Images, Labels) = (new float[Count * inputSize], new int[Count]);
        var random = new Random(seed);
        foreach (ref var value in Images.AsSpan())
        {
            value = random.NextSingle();
        }

        foreach (ref var label in Labels.AsSpan())
        {
            label = random.Next(classes);
        }
    }

    /// <summary>Values of an image.</summary>
    public int InputSize { get; }

    /// <summary>Classes.</summary>
    public int Classes { get; }

    /// <summary>Images in a training step.</summary>
    public int BatchSize { get; }

    /// <summary>Batches to go round.</summary>
    public int Batches { get; }

    /// <summary>Images of all batches.</summary>
    public int Count => BatchSize * Batches;

    /// <summary>[Count, InputSize]</summary>
    public float[] Images { get; }

    /// <summary>[Count]</summary>
    public int[] Labels { get; }

    /// <summary>Images one behind the other [count, InputSize].</summary>
    public ReadOnlySpan<float> Some(int first, int count) => Images.AsSpan(first * InputSize, count * InputSize);

    /// <summary>A batch's images [BatchSize, InputSize].</summary>
    public ReadOnlySpan<float> BatchImages(int batch) => Some(batch * BatchSize, BatchSize);

    /// <summary>A batch's labels [BatchSize].</summary>
    public ReadOnlySpan<int> BatchLabels(int batch) => Labels.AsSpan(batch * BatchSize, BatchSize);
}
