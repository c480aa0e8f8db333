namespace NetDsl.Cpu;

/// <summary>Element-wise functions, as kernels of their own.</summary>
public static unsafe class Activation
{
    private const int CountOfTask = 16_384;

    /// <summary>output = f(input), [batch, size]; may be in place.</summary>
    public static void Forward<TActivation>(in CpuStep step, int size, TensorBuffer input, TensorBuffer output)
        where TActivation : struct, IActivation
    {
        long count = (long)step.Count * size;
        var kernel = new ForwardKernel<TActivation>(count, input.Pointer, output.Pointer);
        step.Machine.Run(kernel, Tasks(count), count);
    }

    /// <summary>inputGradient = outputGradient · f′, with the derivative from the output of f; may be in
    /// place.</summary>
    public static void Backward<TActivation>(
        in CpuStep step, int size, TensorBuffer output, TensorBuffer outputGradient, TensorBuffer inputGradient)
        where TActivation : struct, IActivation
    {
        long count = (long)step.Count * size;
        var kernel = new BackwardKernel<TActivation>(
            count, output.Pointer, outputGradient.Pointer, inputGradient.Pointer);
        step.Machine.Run(kernel, Tasks(count), count);
    }

    private static int Tasks(long count) => (int)((count + CountOfTask - 1) / CountOfTask);

    private readonly struct ForwardKernel<TActivation>(long count, float* input, float* output) : IKernel
        where TActivation : struct, IActivation
    {
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            long first = (long)task * CountOfTask;
            int size = (int)Math.Min(CountOfTask, count - first);
            Elementwise.Apply<TActivation, TLanes, TVector>(input + first, output + first, size);
        }
    }

    private readonly struct BackwardKernel<TActivation>(
        long count, float* output, float* outputGradient, float* inputGradient) : IKernel
        where TActivation : struct, IActivation
    {
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            long first = (long)task * CountOfTask;
            int size = (int)Math.Min(CountOfTask, count - first);
            Elementwise.Differentiate<TActivation, TLanes, TVector>(
                output + first, outputGradient + first, inputGradient + first, size);
        }
    }
}
