namespace NetDsl.Gpu;

/// <summary>The sum of the pixels that each window sees.</summary>
public static class SumPooling
{
    /// <summary>Output [batch, channels, output height, output width] from input [batch, channels, height,
    /// width].</summary>
    public static void Forward<TShape>(in GpuStep step, GpuBuffer input, GpuBuffer output)
        where TShape : struct, IPoolingShape
        => WindowSum.Forward<TShape>(step, mean: false, input, output);

    /// <summary>Overwrites the input's gradient.</summary>
    public static void Backward<TShape>(in GpuStep step, GpuBuffer outputGradient, GpuBuffer inputGradient)
        where TShape : struct, IPoolingShape
        => WindowSum.Backward<TShape>(step, mean: false, outputGradient, inputGradient);
}
