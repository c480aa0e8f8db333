using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Units [batch, units] of which a product gives the sums: their means, and units drawn by them. The random
/// numbers follow from a unit's index in the batch, as on the CPU.</summary>
/// <param name="means">[batch, units], or none.</param>
/// <param name="samples">[batch, units], or none.</param>
/// <param name="bias">[units], or none.</param>
internal readonly struct GibbsSink<TUnit>(
    GpuBuffer means, GpuBuffer samples, GpuBuffer bias, int units, int stream, in RandomPosition random) : IMatrixSink
    where TUnit : struct, IUnitKind
{
    private readonly ArrayView<float> means = means.Exists ? means.View : samples.View;
    private readonly int meansStride = means.Stride;
    private readonly int hasMeans = means.Exists ? 1 : 0;
    private readonly int meansVectors = means.HasQuads(units) ? 1 : 0;
    private readonly ArrayView<float> samples = samples.Exists ? samples.View : means.View;
    private readonly int samplesStride = samples.Stride;
    private readonly int hasSamples = samples.Exists ? 1 : 0;
    private readonly int samplesVectors = samples.HasQuads(units) ? 1 : 0;
    private readonly ArrayView<float> bias = bias.Exists ? bias.View : means.Exists ? means.View : samples.View;
    private readonly int hasBias = bias.Exists ? 1 : 0;
    private readonly int units = units;
    private readonly int stream = stream;
    private readonly long step = random.Step;
    private readonly ulong seed = random.Seed;

    public void Store(int row, int column, Float4 values, int columns)
    {
        var mean = new Float4(
            TUnit.Mean(values.X + Bias(column, columns)),
            TUnit.Mean(values.Y + Bias(column + 1, columns)),
            TUnit.Mean(values.Z + Bias(column + 2, columns)),
            TUnit.Mean(values.W + Bias(column + 3, columns)));
        if (hasMeans != 0)
            Quads.Store(means, row * meansStride + column, mean, columns - column, meansVectors != 0);
        if (hasSamples != 0)
        {
            var drawn = Draw(row * units + column, mean);
            Quads.Store(samples, row * samplesStride + column, drawn, columns - column, samplesVectors != 0);
        }
    }

    private float Bias(int column, int columns) => hasBias != 0 && column < columns ? bias[column] : 0;

    /// <summary>Four units from the one with this index on: of one block, or of two.</summary>
    private Float4 Draw(int first, Float4 mean)
    {
        int word = first & 3;
        var block = Philox.At((uint)(first >> 2), stream, step, seed);
        var next = word == 0 ? block : Philox.At((uint)(first >> 2) + 1, stream, step, seed);
        return new Float4(
            TUnit.Draw(mean.X, block, word),
            TUnit.Draw(mean.Y, word < 3 ? block : next, (word + 1) & 3),
            TUnit.Draw(mean.Z, word < 2 ? block : next, (word + 2) & 3),
            TUnit.Draw(mean.W, word < 1 ? block : next, (word + 3) & 3));
    }
}
