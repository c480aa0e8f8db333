using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The largest value of each window; a NaN counts as the largest, so that it is found.</summary>
public static unsafe class MaxPooling
{
    /// <summary>x [batch, Channels, Height, Width] to y [batch, Channels, OutputHeight, OutputWidth].</summary>
    /// <param name="choice">For training: the chosen pixel's index in its channel's plane, as the bits of an
    /// <see cref="int"/>; none in inference.</param>
    public static void Forward<TShape>(in CpuStep step, TensorBuffer input, TensorBuffer output, TensorBuffer choice)
        where TShape : struct, IPoolingShape =>
        Forward<TShape, Identity>(step, input, output, choice);

    /// <summary>The same with an activation of each maximum.</summary>
    public static void Forward<TShape, TActivation>(
        in CpuStep step, TensorBuffer input, TensorBuffer output, TensorBuffer choice)
        where TShape : struct, IPoolingShape
        where TActivation : struct, IActivation
    {
        var kernel = new MaxPoolingKernel<TShape, TActivation>(step.Machine, input, output, choice);
        step.Machine.Run(
            kernel, step.Count * PoolingPlan<TShape>.Tasks, (long)step.Count * PoolingPlan<TShape>.InputSize);
    }

    /// <summary>Each output's gradient to the pixel that was chosen; overwrites the input's gradient.</summary>
    public static void Backward<TShape>(
        in CpuStep step, TensorBuffer choice, TensorBuffer outputGradient, TensorBuffer inputGradient)
        where TShape : struct, IPoolingShape =>
        Backward<TShape, Identity>(step, choice, output: default, outputGradient, inputGradient);

    /// <summary>The same with an activation behind the maxima.</summary>
    /// <param name="output">What the activation's derivative follows from.</param>
    public static void Backward<TShape, TActivation>(
        in CpuStep step, TensorBuffer choice, TensorBuffer output, TensorBuffer outputGradient, TensorBuffer inputGradient)
        where TShape : struct, IPoolingShape
        where TActivation : struct, IActivation
    {
        var kernel = new BackwardKernel<TShape, TActivation>(step.Machine, choice, output, outputGradient, inputGradient);
        step.Machine.Run(
            kernel, step.Count * PoolingPlan<TShape>.Tasks, (long)step.Count * PoolingPlan<TShape>.InputSize);
    }

    private readonly struct BackwardKernel<TShape, TActivation>(
        Machine machine,
        TensorBuffer choice,
        TensorBuffer output,
        TensorBuffer outputGradient,
        TensorBuffer inputGradient) : IKernel
        where TShape : struct, IPoolingShape
        where TActivation : struct, IActivation
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
            bool asks = MaxPoolingLineBackward<TShape>.IsBetter<TLanes, TVector>();
            int lines = asks ? MaxPoolingLineBackward<TShape>.Scratch : 0;
            int count = (end - first) * PoolingPlan<TShape>.OutputPlane;
            float* scratch = machine.Scratch(worker, lines + count);
            if (!TActivation.IsIdentity)
            {
                Elementwise.Differentiate<TActivation, TLanes, TVector>(
                    output.Example(example) + skipped, gradient, scratch + lines, count);
                gradient = scratch + lines;
            }

            if (asks)
            {
                MaxPoolingLineBackward<TShape>.Prepare<TLanes, TVector>(scratch);
                for (nint i = 0; i < count; i += PoolingPlan<TShape>.OutputPlane)
                {
                    MaxPoolingLineBackward<TShape>.Run<TLanes, TVector>((float*)from + i, gradient + i, plane + i, scratch);
                }

                return;
            }

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
