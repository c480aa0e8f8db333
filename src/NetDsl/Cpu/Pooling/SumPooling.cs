namespace NetDsl.Cpu;

/// <summary>The sum of the pixels that each window sees.</summary>
public static unsafe class SumPooling
{
    /// <summary>x [batch, Channels, Height, Width] to y [batch, Channels, OutputHeight, OutputWidth].</summary>
    public static void Forward<TShape>(in CpuStep step, TensorBuffer input, TensorBuffer output)
        where TShape : struct, IPoolingShape
    {
        var kernel = new SumPoolingKernel<TShape, WindowSum>(step.Machine, input, output, backward: false);
        step.Machine.Run(
            kernel, step.Count * PoolingPlan<TShape>.Tasks, (long)step.Count * PoolingPlan<TShape>.InputSize);
    }

    /// <summary>Each output's gradient to the pixels of its window; overwrites the input's gradient.</summary>
    public static void Backward<TShape>(in CpuStep step, TensorBuffer outputGradient, TensorBuffer inputGradient)
        where TShape : struct, IPoolingShape
    {
        var kernel = new SumPoolingKernel<TShape, WindowSum>(
            step.Machine, inputGradient, outputGradient, backward: true);
        step.Machine.Run(
            kernel, step.Count * PoolingPlan<TShape>.Tasks, (long)step.Count * PoolingPlan<TShape>.InputSize);
    }
}
