namespace NetDsl.Gpu;

/// <summary>Dropout, scaled in training (Srivastava et al. 2014, "inverted"): the same mask as on the CPU, bit for
/// bit.</summary>
public static class Dropout
{
    /// <summary>Zeroes each of input's values [batch, size] with probability <paramref name="rate"/> and scales the
    /// others by 1 / (1 − rate); output may be the same buffer.</summary>
    /// <param name="stream">The layer's own random stream.</param>
    public static void Forward(in GpuStep step, float rate, int stream, int size, GpuBuffer input, GpuBuffer output)
        => Apply(step, rate, stream, size, input, output);

    /// <summary>The same mask and scale on the gradient; may be the same buffer.</summary>
    public static void Backward(
        in GpuStep step, float rate, int stream, int size, GpuBuffer outputGradient, GpuBuffer inputGradient)
        => Apply(step, rate, stream, size, outputGradient, inputGradient);

    private static void Apply(in GpuStep step, float rate, int stream, int size, GpuBuffer input, GpuBuffer output)
    {
        var rows = BatchRows.Of(step.Count, size, input, output);
        var kernel = new DropoutMask(
            new(input), new(output), rows, rate, stream, step.Random.Step, step.Random.Seed);
        step.Launcher.LaunchOver(kernel, RandomBlocks.Of(rows));
    }
}

/// <summary>One random block a thread, for four values.</summary>
internal readonly struct DropoutMask(
    RowsView input, RowsView output, BatchRows rows, float rate, int stream, long step, ulong seed) : IKernel
{
    private readonly BatchRows rows = rows;
    private readonly float rate = rate;
    private readonly float scale = 1 / (1 - rate);
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
                Mask(row, index, words.Word0);
                Mask(row, index + 1, words.Word1);
                Mask(row, index + 2, words.Word2);
                Mask(row, index + 3, words.Word3);
            }
        }
    }

    private void Mask(int row, int index, uint word)
    {
        if (index >= 0 && index < rows.Length)
            output[row, index] = Philox.Uniform(word) < rate ? 0 : input[row, index] * scale;
    }
}
