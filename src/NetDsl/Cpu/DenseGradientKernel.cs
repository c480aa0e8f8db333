using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The gradient before a dense layer's activation, in place, and its sum over the examples: the
/// bias's.</summary>
/// <param name="biasGradient">[outputs], or null.</param>
internal readonly unsafe struct DenseGradientKernel<TActivation>(
    int examples, int outputs, TensorBuffer output, TensorBuffer gradient, float* biasGradient) : IKernel
    where TActivation : struct, IActivation
{
    private const int ColumnsOfTask = 128;

    /// <summary>Nothing where there is neither an activation nor a bias.</summary>
    public static void Run(
        in CpuStep step, int outputs, TensorBuffer output, TensorBuffer gradient, TensorBuffer biasGradient)
    {
        if (!TActivation.IsIdentity || !biasGradient.IsNone)
        {
            var kernel = new DenseGradientKernel<TActivation>(
                step.Count, outputs, output, gradient, biasGradient.Pointer);
            step.Machine.Run(kernel, kernel.Tasks, (long)step.Count * outputs);
        }
    }

    public int Tasks => (outputs + ColumnsOfTask - 1) / ColumnsOfTask;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int first = task * ColumnsOfTask;
        int count = Math.Min(ColumnsOfTask, outputs - first);
        if (biasGradient is not null)
        {
            new Span<float>(biasGradient + first, count).Clear();
        }

        for (int example = 0; example < examples; example++)
        {
            float* row = gradient.Example(example) + first;
            if (!TActivation.IsIdentity)
            {
                Elementwise.Differentiate<TActivation, TLanes, TVector>(
                    output.Example(example) + first, row, row, count);
            }

            if (biasGradient is not null)
            {
                Elementwise.Add<TLanes, TVector>(biasGradient + first, row, count);
            }
        }
    }
}
