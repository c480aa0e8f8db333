using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>A bias for each channel, as a kernel of its own.</summary>
public static unsafe class Bias
{
    /// <summary>values [batch, channels, area] += bias [channels]</summary>
    public static void Forward(in CpuStep step, int channels, int area, TensorBuffer values, TensorBuffer bias)
    {
        var kernel = new ForwardKernel(channels, area, values, bias.Pointer);
        step.Machine.Run(kernel, step.Count, (long)step.Count * channels * area);
    }

    /// <summary>biasGradient [channels] = Σ over batch and area of outputGradient [batch, channels, area]</summary>
    public static void Backward(
        in CpuStep step, int channels, int area, TensorBuffer outputGradient, TensorBuffer biasGradient)
    {
        if (area == 1)
        {
            var sum = new SumPartsKernel(
                outputGradient.Pointer, step.Count, outputGradient.Stride, biasGradient.Pointer, channels);
            step.Machine.Run(sum, sum.Tasks, (long)step.Count * channels);
            return;
        }

        var kernel = new BackwardKernel(step.Count, area, outputGradient, biasGradient.Pointer);
        step.Machine.Run(kernel, channels, (long)step.Count * channels * area);
    }

    private readonly struct ForwardKernel(int channels, int area, TensorBuffer values, float* bias) : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            float* image = values.Example(task);
            if (area == 1)
            {
                Elementwise.AddBiasAndActivate<Identity, TLanes, TVector>(image, bias, null, channels);
                return;
            }

            for (int channel = 0; channel < channels; channel++)
            {
                float* plane = image + ((nint)channel * area);
                Elementwise.AddAndActivate<Identity, TLanes, TVector>(plane, bias[channel], plane, area);
            }
        }
    }

    private readonly struct BackwardKernel(int count, int area, TensorBuffer outputGradient, float* biasGradient)
        : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            float sum = 0;
            for (int image = 0; image < count; image++)
            {
                sum += Elementwise.Sum<TLanes, TVector>(outputGradient.Example(image) + ((nint)task * area), area);
            }

            biasGradient[task] = sum;
        }
    }
}
