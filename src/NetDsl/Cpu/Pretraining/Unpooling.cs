using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Undoes a <see cref="MaxPooling"/> by its choices, the "switches" of Zeiler and Fergus 2014: each value goes
/// where the maximum stood, the rest is 0. Where windows overlap and have chosen one pixel, their values add
/// up.</summary>
public static unsafe class Unpooling
{
    /// <summary>x [batch, Channels, OutputHeight, OutputWidth] to y [batch, Channels, Height, Width].</summary>
    /// <typeparam name="TShape">The pooling's, which went the other way.</typeparam>
    /// <param name="choice">As the pooling wrote it, laid out as the input.</param>
    public static void Forward<TShape>(in CpuStep step, TensorBuffer input, TensorBuffer choice, TensorBuffer output)
        where TShape : struct, IPoolingShape =>
        MaxPooling.Backward<TShape>(step, choice, input, output);

    /// <summary>Each input's gradient is that of the pixel it went to; overwrites the input's gradient.</summary>
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
            int* chosen = (int*)choice.Example(example) + skipped;
            float* to = inputGradient.Example(example) + skipped;
            float* plane = outputGradient.Example(example) + ((nint)first * PoolingPlan<TShape>.InputPlane);
            for (int channel = first; channel < end; channel++)
            {
                for (int i = 0; i < PoolingPlan<TShape>.OutputPlane; i++)
                {
                    to[i] = plane[chosen[i]];
                }

                chosen += PoolingPlan<TShape>.OutputPlane;
                to += PoolingPlan<TShape>.OutputPlane;
                plane += PoolingPlan<TShape>.InputPlane;
            }
        }
    }
}
