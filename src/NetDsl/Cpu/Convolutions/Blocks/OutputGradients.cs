using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The gradient before an activation, in place, and its sums over batch and area: the bias's.</summary>
internal static unsafe class OutputGradients
{
    /// <param name="output">The forward pass's.</param>
    /// <param name="biasGradient">[channels], or none.</param>
    public static void Compute<TActivation>(
        in CpuStep step, int channels, int area, TensorBuffer output, TensorBuffer gradient, TensorBuffer biasGradient)
        where TActivation : struct, IActivation
    {
        if (TActivation.IsIdentity && biasGradient.IsNone)
        {
            return;
        }

        float* sums = biasGradient.IsNone ? null : step.Machine.SharedScratch((long)step.Count * channels);
        var kernel = new Kernel<TActivation>(channels, area, output, gradient, sums);
        step.Machine.Run(kernel, step.Count, (long)step.Count * channels * area);
        if (!biasGradient.IsNone)
        {
            var sum = new SumPartsKernel(sums, step.Count, channels, biasGradient.Pointer, channels);
            step.Machine.Run(sum, sum.Tasks, (long)step.Count * channels);
        }
    }

    /// <summary>A task is an example.</summary>
    private readonly struct Kernel<TActivation>(
        int channels, int area, TensorBuffer output, TensorBuffer gradient, float* sums) : IKernel
        where TActivation : struct, IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            float* values = gradient.Example(task);
            if (!TActivation.IsIdentity)
            {
                Elementwise.Differentiate<TActivation, TLanes, TVector>(
                    output.Example(task), values, values, channels * area);
            }

            for (int channel = 0; channel < channels && sums is not null; channel++)
            {
                sums[((nint)task * channels) + channel] = Elementwise.Sum<TLanes, TVector>(
                    values + ((nint)channel * area), area);
            }
        }
    }
}
