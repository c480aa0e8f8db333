namespace NetDsl.Gpu;

/// <summary>Damage that a denoising autoencoder has to undo (Vincent et al. 2008), by the same random numbers as on the
/// CPU.</summary>
public static class Corruption
{
    /// <summary>Output = input [batch, size], a share of whose values becomes 0; may be the same buffer.</summary>
    /// <param name="amount">The share.</param>
    /// <param name="stream">The layer's own random stream.</param>
    public static void Masking(in GpuStep step, float amount, int stream, int size, GpuBuffer input, GpuBuffer output)
        => Run<ZeroNoise>(step, amount, stream, size, input, output);

    /// <summary>Output = input [batch, size], a share of whose values becomes 0 or 1; may be the same buffer.</summary>
    /// <param name="amount">The share.</param>
    /// <param name="stream">The layer's own random stream.</param>
    public static void SaltAndPepper(
        in GpuStep step, float amount, int stream, int size, GpuBuffer input, GpuBuffer output)
        => Run<ExtremeNoise>(step, amount, stream, size, input, output);

    /// <summary>Output = input [batch, size] + normal noise; may be the same buffer.</summary>
    /// <param name="amount">The noise's deviation.</param>
    /// <param name="stream">The layer's own random stream.</param>
    public static void Gaussian(in GpuStep step, float amount, int stream, int size, GpuBuffer input, GpuBuffer output)
        => Run<NormalNoise>(step, amount, stream, size, input, output);

    private static void Run<TNoise>(
        in GpuStep step, float amount, int stream, int size, GpuBuffer input, GpuBuffer output)
        where TNoise : struct, INoise
    {
        var rows = BatchRows.Of(step.Count, size, input, output);
        var kernel = new CorruptionKernel<TNoise>(
            new(input), new(output), rows, amount, stream, step.Random.Step, step.Random.Seed);
        step.Launcher.LaunchOver(kernel, RandomBlocks.Of(rows));
    }
}

/// <summary>One random block a thread, for four values.</summary>
internal readonly struct CorruptionKernel<TNoise>(
    RowsView input, RowsView output, BatchRows rows, float amount, int stream, long step, ulong seed) : IKernel
    where TNoise : struct, INoise
{
    private readonly BatchRows rows = rows;
    private readonly float amount = amount;
    private readonly int stream = stream;
    private readonly RowsView input = input;
    private readonly RowsView output = output;
    private readonly long step = step;
    private readonly ulong seed = seed;

    public void Run()
    {
        for (int row = Threads.FirstRow; row < rows.Count; row += Threads.RowStride)
        {
            int end = RandomBlocks.End(rows, row);
            for (int block = RandomBlocks.First(rows, row); block < end; block += Threads.Stride)
            {
                var words = Philox.At((uint)block, stream, step, seed);
                int index = block * RandomBlocks.Size - row * rows.Length;
                Corrupt(row, index, words.Word0, words.Word1);
                Corrupt(row, index + 2, words.Word2, words.Word3);
            }
        }
    }

    /// <summary>Two neighbours, by their words.</summary>
    private void Corrupt(int row, int index, uint word, uint next)
    {
        if (index >= 0 && index < rows.Length)
            output[row, index] = TNoise.First(input[row, index], amount, word, next);
        if (index + 1 >= 0 && index + 1 < rows.Length)
            output[row, index + 1] = TNoise.Second(input[row, index + 1], amount, word, next);
    }
}
