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
        var kernel = new MaxPoolingKernel<TShape>(input, output, choice);
        step.Machine.Run(kernel, step.Count, (long)step.Count * PoolingPlan<TShape>.InputSize);
    }

    /// <summary>Each output's gradient to the pixel that was chosen; overwrites the input's gradient.</summary>
    public static void Backward<TShape>(
        in CpuStep step, TensorBuffer choice, TensorBuffer outputGradient, TensorBuffer inputGradient)
        where TShape : struct, IPoolingShape
    {
        var kernel = new BackwardKernel<TShape>(choice, outputGradient, inputGradient);
        step.Machine.Run(kernel, step.Count, (long)step.Count * PoolingPlan<TShape>.InputSize);
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
            int* from = (int*)choice.Example(task);
            float* gradient = outputGradient.Example(task);
            float* plane = inputGradient.Example(task);
            new Span<float>(plane, PoolingPlan<TShape>.InputSize).Clear();
            for (int channel = 0; channel < TShape.Channels; channel++)
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
