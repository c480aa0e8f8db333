namespace NetDsl.Cpu;

/// <summary>The gradient of a convolution's weights as matrix products by blocks: a task is a group, some of its
/// channels and a part of the batch.</summary>
internal static unsafe class WeightsGradient
{
    /// <summary>Tasks that are enough for any number of threads: fixed, so that threads do not change the
    /// sums.</summary>
    private const int EnoughTasks = 16;

    /// <summary>Taps for which packing the gradients anew is a small part of a task's work.</summary>
    private const int TapsOfTask = 256;

    /// <summary>Floats that the parts' gradients may take together.</summary>
    private const long PartFloats = 8_000_000;

    /// <summary>Overwrites the weights' gradient, or adds to it.</summary>
    /// <param name="outputGradient">Before the activation.</param>
    public static void Compute<TShape>(
        in CpuStep step, TensorBuffer input, TensorBuffer outputGradient, TensorBuffer weightsGradient, bool adds)
        where TShape : struct, IConvolutionShape
    {
        int taps = ConvolutionPlan<TShape>.Taps;
        int channels = ConvolutionPlan<TShape>.Channels;
        int chunks = Math.Clamp(taps / TapsOfTask, 1, Math.Min(channels, EnoughTasks));
        long size = (long)TShape.Groups * ConvolutionPlan<TShape>.Weights;
        int wanted = (EnoughTasks + (chunks * TShape.Groups) - 1) / (chunks * TShape.Groups);
        int parts = (int)Math.Clamp(Math.Min(wanted, PartFloats / size), 1, step.Count);
        long partFloats = parts == 1 ? 0 : parts * size;

        float* scratch = step.Machine.SharedScratch(partFloats + taps + 16);
        var offsets = (int*)(scratch + partFloats);
        ConvolutionPlan<TShape>.WriteOffsets(offsets);
        var kernel = new WeightsGradientKernel<TShape>
        {
            Machine = step.Machine,
            Input = input,
            OutputGradient = outputGradient,
            Offsets = offsets,
            Count = step.Count,
            Parts = parts,
            Chunks = chunks,
            Gradients = parts == 1 ? weightsGradient.Pointer : scratch,
            Adds = adds && parts == 1,
        };
        long cost = ConvolutionPlan<TShape>.Cost * TShape.Groups * step.Count;
        step.Machine.Run(kernel, parts * chunks * TShape.Groups, cost);
        if (parts > 1)
        {
            var sum = new SumPartsKernel(
                scratch, parts, (int)size, weightsGradient.Pointer, (int)size, adds);
            step.Machine.Run(sum, sum.Tasks, partFloats);
        }
    }
}
