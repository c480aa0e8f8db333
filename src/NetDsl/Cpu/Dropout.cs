using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Sets values to zero at random and scales the others up: Srivastava et al. 2014, inverted. The mask follows
/// from <see cref="Philox"/>, so the backward pass draws it again.</summary>
public static unsafe class Dropout
{
    private const int CountOfTask = 4_096;

    /// <summary>output = mask · input / (1 − rate), [batch, size]; may be in place.</summary>
    /// <param name="rate">The share that becomes zero, in [0, 1).</param>
    /// <param name="stream">Which stream of random numbers: each layer has its own.</param>
    public static void Forward(
        in CpuStep step, float rate, int stream, int size, TensorBuffer input, TensorBuffer output)
    {
        long count = (long)step.Count * size;
        var kernel = new Kernel(count, rate, stream, step.Random, input.Pointer, output.Pointer);
        step.Machine.Run(kernel, (int)((count + CountOfTask - 1) / CountOfTask), count * 8);
    }

    /// <summary>inputGradient = mask · outputGradient / (1 − rate); may be in place.</summary>
    public static void Backward(
        in CpuStep step, float rate, int stream, int size, TensorBuffer outputGradient, TensorBuffer inputGradient) =>
        Forward(step, rate, stream, size, outputGradient, inputGradient);

    private readonly struct Kernel(
        long count, float rate, int stream, RandomPosition random, float* input, float* output) : IKernel
    {
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct => Mask((long)task * CountOfTask);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Mask(long first)
        {
            float scale = 1 / (1 - rate);
            long end = Math.Min(count, first + CountOfTask);
            for (long i = first; i < end; i += 4)
            {
                PhiloxBlock block = Philox.At((uint)(i >> 2), stream, random.Step, random.Seed);
                int words = (int)Math.Min(4, end - i);
                for (int word = 0; word < words; word++)
                {
                    bool drop = Philox.Uniform(block.Word(word)) < rate;
                    output[i + word] = drop ? 0 : input[i + word] * scale;
                }
            }
        }
    }
}
