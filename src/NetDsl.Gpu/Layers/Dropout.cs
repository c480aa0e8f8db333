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
        int count = step.Count * size;
        var kernel = new DropoutMask(
            new BatchView(input, size),
            new BatchView(output, size),
            count,
            rate,
            stream,
            step.Random.Step,
            step.Random.Seed);
        step.Launcher.LaunchOver(kernel, (count - 1) / DropoutMask.Block + 1);
    }
}

/// <summary>One random block a thread, for four values.</summary>
internal readonly struct DropoutMask(
    BatchView input, BatchView output, int count, float rate, int stream, long step, ulong seed) : IKernel
{
    public const int Block = 4;

    private readonly BatchView input = input;
    private readonly BatchView output = output;
    private readonly int count = count;
    private readonly float rate = rate;
    private readonly float scale = 1 / (1 - rate);
    private readonly int stream = stream;
    private readonly long step = step;
    private readonly ulong seed = seed;

    public void Run()
    {
        for (int block = Threads.First; block * Block < count; block += Threads.Stride)
        {
            var words = Philox.At((uint)block, stream, step, seed);
            int index = block * Block;
            Mask(index, words.Word0);
            Mask(index + 1, words.Word1);
            Mask(index + 2, words.Word2);
            Mask(index + 3, words.Word3);
        }
    }

    private void Mask(int index, uint word)
    {
        if (index < count)
            output[index] = Philox.Uniform(word) < rate ? 0 : input[index] * scale;
    }
}
