namespace NetDsl.Gpu;

/// <summary>Sums of tensors: where branches meet, and where the gradients of several readers do.</summary>
public static class Addition
{
    /// <summary>Output = activation(left + right), each [batch, size]; may be the buffer of either.</summary>
    public static void Forward<TActivation>(
        in GpuStep step, int size, GpuBuffer left, GpuBuffer right, GpuBuffer output)
        where TActivation : struct, IActivation
    {
        int count = step.Count * size;
        var kernel = new AdditionForward<TActivation>(
            new BatchView(left, size), new BatchView(right, size), new BatchView(output, size), count);
        step.Launcher.LaunchOver(kernel, count);
    }

    /// <summary>Adds addend [batch, size] to sum.</summary>
    public static void Accumulate(in GpuStep step, int size, GpuBuffer addend, GpuBuffer sum)
        => Forward<Identity>(step, size, sum, addend, sum);
}

internal readonly struct AdditionForward<TActivation>(BatchView left, BatchView right, BatchView output, int count)
    : IKernel
    where TActivation : struct, IActivation
{
    private readonly BatchView left = left;
    private readonly BatchView right = right;
    private readonly BatchView output = output;
    private readonly int count = count;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
            output[index] = TActivation.Apply(left[index] + right[index]);
    }
}
