using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>What keeps codes sparse: weight · Σⱼ KL(target ‖ ρⱼ) with ρⱼ the mean of unit j over the batch, and over
/// the area where units are channels: ρ ln(ρ / ρⱼ) + (1 − ρ) ln((1 − ρ) / (1 − ρⱼ)) with the target ρ, of codes between
/// 0 and 1 (Ng 2011, "Sparse autoencoder").</summary>
public static unsafe class SparsityPenalty
{
    /// <summary>Means are taken as this far from 0 and 1 at least, where the penalty is infinite.</summary>
    private const double Margin = 1e-6;

    /// <summary>Adds the penalty, which is the batch's, to each example's loss.</summary>
    /// <param name="codes">[batch, channels, area]</param>
    public static void Forward(
        in CpuStep step, float target, float weight, int channels, int area, TensorBuffer codes)
    {
        float* sums = Sums(step, channels, area, codes);
        double penalty = 0;
        for (int channel = 0; channel < channels; channel++)
        {
            double mean = Mean(step, area, sums[channel]);
            penalty += (target * Math.Log(target / mean)) + ((1 - target) * Math.Log((1 - target) / (1 - mean)));
        }

        for (int example = 0; example < step.Count; example++)
        {
            step.Losses[example] += (float)(weight * penalty);
        }
    }

    /// <summary>inputGradient = outputGradient + the penalty's, [batch, channels, area]; may be in place.</summary>
    /// <param name="codes">[batch, channels, area]</param>
    public static void Backward(
        in CpuStep step,
        float target,
        float weight,
        int channels,
        int area,
        TensorBuffer codes,
        TensorBuffer outputGradient,
        TensorBuffer inputGradient)
    {
        float* slopes = Sums(step, channels, area, codes);
        for (int channel = 0; channel < channels; channel++)
        {
            double mean = Mean(step, area, slopes[channel]);
            double slope = ((1 - target) / (1 - mean)) - (target / mean);
            slopes[channel] = (float)(weight * slope / ((double)step.Count * area));
        }

        var kernel = new BackwardKernel(channels, area, slopes, outputGradient, inputGradient);
        step.Machine.Run(kernel, step.Count, (long)step.Count * channels * area);
    }

    /// <summary>[channels]</summary>
    private static float* Sums(in CpuStep step, int channels, int area, TensorBuffer codes)
    {
        float* sums = step.Machine.SharedScratch(channels);
        Bias.Backward(step, channels, area, codes, new TensorBuffer(sums, channels));
        return sums;
    }

    private static double Mean(in CpuStep step, int area, float sum)
    {
        double mean = sum / ((double)step.Count * area);

        // a NaN stays one, so that it is found
        return mean < Margin ? Margin : mean > 1 - Margin ? 1 - Margin : mean;
    }

    private readonly struct BackwardKernel(
        int channels, int area, float* slopes, TensorBuffer outputGradient, TensorBuffer inputGradient) : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            float* from = outputGradient.Example(task);
            float* to = inputGradient.Example(task);
            if (area == 1)
            {
                Elementwise.Add<Identity, TLanes, TVector>(from, slopes, to, channels);
                return;
            }

            for (int channel = 0; channel < channels; channel++)
            {
                nint start = (nint)channel * area;
                Elementwise.AddAndActivate<Identity, TLanes, TVector>(from + start, slopes[channel], to + start, area);
            }
        }
    }
}
