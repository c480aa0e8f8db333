namespace NetDsl.Gpu;

/// <summary>Sums of tensors: where branches meet, and where the gradients of several readers do.</summary>
public static class Addition
{
    /// <summary>Output = activation(left + right), each [batch, size]; may be the buffer of either.</summary>
    public static void Forward<TActivation>(
        in GpuStep step, int size, GpuBuffer left, GpuBuffer right, GpuBuffer output)
        where TActivation : struct, IActivation
    {
        var rows = BatchRows.Of(step.Count, size, left, right, output);
        step.Launcher.LaunchOver(new AdditionForward<TActivation>(new(left), new(right), new(output), rows), rows);
    }

    /// <summary>Adds addend [batch, size] to sum.</summary>
    public static void Accumulate(in GpuStep step, int size, GpuBuffer addend, GpuBuffer sum)
        => Forward<Identity>(step, size, sum, addend, sum);
}

internal readonly struct AdditionForward<TActivation>(RowsView left, RowsView right, RowsView output, BatchRows rows)
    : IKernel
    where TActivation : struct, IActivation
{
    private readonly BatchRows rows = rows;
    private readonly RowsView left = left;
    private readonly RowsView right = right;
    private readonly RowsView output = output;

    public void Run()
    {
        for (int row = Threads.FirstRow; row < rows.Count; row += Threads.RowStride)
        {
            for (int index = Threads.First; index < rows.Length; index += Threads.Stride)
                output[row, index] = TActivation.Apply(left[row, index] + right[row, index]);
        }
    }
}
