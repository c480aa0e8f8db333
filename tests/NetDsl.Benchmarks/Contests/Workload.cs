namespace NetDsl.Benchmarks.Contests;

/// <summary>What every contestant works on: seeded images of grey noise in [0, 1) with labels.</summary>
internal sealed class Workload
{
    /// <summary>Images in a training step.</summary>
    public const int BatchSize = 128;

    /// <summary>Batches to go round, so that training does not learn one by heart and run on zeros.</summary>
    public const int Batches = 8;

    /// <summary>Images of all batches.</summary>
    public const int Count = BatchSize * Batches;

    /// <summary>Values of an image, 1×28×28.</summary>
    public const int InputSize = 784;

    /// <summary>Classes.</summary>
    public const int Classes = 10;

    /// <summary>Draws the images and labels.</summary>
    public Workload(int seed)
    {
        var random = new Random(seed);
        foreach (ref var value in Images.AsSpan())
        {
            value = random.NextSingle();
        }

        foreach (ref var label in Labels.AsSpan())
        {
            label = random.Next(Classes);
        }
    }

    /// <summary>[Count, InputSize]</summary>
    public float[] Images { get; } = new float[Count * InputSize];

    /// <summary>[Count]</summary>
    public int[] Labels { get; } = new int[Count];

    /// <summary>One image [InputSize].</summary>
    public ReadOnlySpan<float> Image(int image) => Images.AsSpan(image * InputSize, InputSize);

    /// <summary>A batch's images [BatchSize, InputSize].</summary>
    public ReadOnlySpan<float> BatchImages(int batch) =>
        Images.AsSpan(batch * BatchSize * InputSize, BatchSize * InputSize);

    /// <summary>A batch's labels [BatchSize].</summary>
    public ReadOnlySpan<int> BatchLabels(int batch) => Labels.AsSpan(batch * BatchSize, BatchSize);
}
