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
        int count = step.Count * size;
        var kernel = new CorruptionKernel<TNoise>(
            new BatchView(input, size),
            new BatchView(output, size),
            count,
            amount,
            stream,
            step.Random.Step,
            step.Random.Seed);
        step.Launcher.LaunchOver(kernel, (count - 1) / CorruptionKernel<TNoise>.Block + 1);
    }
}

/// <summary>One random block a thread, for four values.</summary>
internal readonly struct CorruptionKernel<TNoise>(
    BatchView input, BatchView output, int count, float amount, int stream, long step, ulong seed) : IKernel
    where TNoise : struct, INoise
{
    public const int Block = 4;

    private readonly BatchView input = input;
    private readonly BatchView output = output;
    private readonly int count = count;
    private readonly float amount = amount;
    private readonly int stream = stream;
    private readonly long step = step;
    private readonly ulong seed = seed;

    public void Run()
    {
        for (int block = Threads.First; block * Block < count; block += Threads.Stride)
        {
            var words = Philox.At((uint)block, stream, step, seed);
            Corrupt(block * Block, words.Word0, words.Word1);
            Corrupt(block * Block + 2, words.Word2, words.Word3);
        }
    }

    /// <summary>Two neighbours, by their words.</summary>
    private void Corrupt(int index, uint word, uint next)
    {
        if (index < count)
            output[index] = TNoise.First(input[index], amount, word, next);
        if (index + 1 < count)
            output[index + 1] = TNoise.Second(input[index + 1], amount, word, next);
    }
}
