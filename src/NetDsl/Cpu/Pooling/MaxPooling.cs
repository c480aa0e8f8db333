using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The largest value of each window; a NaN counts as the largest, so that it is found.</summary>
public static unsafe class MaxPooling
{
    /// <summary>x [batch, Channels, Height, Width] to y [batch, Channels, OutputHeight, OutputWidth].</summary>
    /// <param name="choice">For training: the chosen pixel's index in its channel's plane, as the bits of an
    /// <see cref="int"/>; none in inference.</param>
    public static void Forward<TShape>(in CpuStep step, TensorBuffer input, TensorBuffer output, TensorBuffer choice)
        where TShape : struct, IPoolingShape
    {
        var kernel = new MaxPoolingKernel<TShape>(step.Machine, input, output, choice);
        step.Machine.Run(
            kernel, step.Count * PoolingPlan<TShape>.Tasks, (long)step.Count * PoolingPlan<TShape>.InputSize);
    }

    /// <summary>Each output's gradient to the pixel that was chosen; overwrites the input's gradient.</summary>
    public static void Backward<TShape>(
        in CpuStep step, TensorBuffer choice, TensorBuffer outputGradient, TensorBuffer inputGradient)
        where TShape : struct, IPoolingShape
    {
        var kernel = new BackwardKernel<TShape>(choice, outputGradient, inputGradient);
        step.Machine.Run(
            kernel, step.Count * PoolingPlan<TShape>.Tasks, (long)step.Count * PoolingPlan<TShape>.InputSize);
    }

    private readonly struct BackwardKernel<TShape>(
        TensorBuffer choice, TensorBuffer outputGradient, TensorBuffer inputGradient) : IKernel
        where TShape : struct, IPoolingShape
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            var (example, first, end) = PoolingPlan<TShape>.Planes(task);
            nint skipped = (nint)first * PoolingPlan<TShape>.OutputPlane;
            int* from = (int*)choice.Example(example) + skipped;
            float* gradient = outputGradient.Example(example) + skipped;
            float* plane = inputGradient.Example(example) + ((nint)first * PoolingPlan<TShape>.InputPlane);

            // a task's planes stay in the second cache
            new Span<float>(plane, (end - first) * PoolingPlan<TShape>.InputPlane).Clear();
            for (int channel = first; channel < end; channel++)
            {
                for (int i = 0; i < PoolingPlan<TShape>.OutputPlane; i++)
                {
                    plane[from[i]] += gradient[i];
                }

                from += PoolingPlan<TShape>.OutputPlane;
                gradient += PoolingPlan<TShape>.OutputPlane;
                plane += PoolingPlan<TShape>.InputPlane;
            }
        }
    }
}
