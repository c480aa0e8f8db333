using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Softmax of values that lie one after the other.</summary>
internal static unsafe class SoftmaxRow
{
    /// <summary>output = softmax(logits); may be in place.</summary>
    /// <returns>log Σ e^logit, and the index of the first of the largest logits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float LogSum, int Best) Write<TLanes, TVector>(float* logits, float* output, int classes)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float largest = Largest<TLanes, TVector>(logits, classes);
        int best = Math.Max(0, new ReadOnlySpan<float>(logits, classes).IndexOf(largest));
        TVector shift = TLanes.Broadcast(-largest);
        TVector sums = TLanes.Broadcast(0);
        int i = 0;
        for (; i <= classes - TLanes.Count; i += TLanes.Count)
        {
            TVector e = Exponential.Exp<TLanes, TVector>(TLanes.Add(TLanes.Load(logits + i), shift));
            TLanes.Store(output + i, e);
            sums = TLanes.Add(sums, e);
        }

        float sum = TLanes.Sum(sums);
        for (; i < classes; i++)
        {
            output[i] = Exponential.Exp<LanesScalar, float>(logits[i] - largest);
            sum += output[i];
        }

        Elementwise.Scale<TLanes, TVector>(output, 1 / sum, classes);
        return (largest + MathF.Log(sum), best);
    }

    /// <summary>inputGradient = output · (outputGradient − Σ output · outputGradient); may be in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Differentiate<TLanes, TVector>(
        float* output, float* outputGradient, float* inputGradient, int classes)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector products = TLanes.Broadcast(0);
        int i = 0;
        for (; i <= classes - TLanes.Count; i += TLanes.Count)
        {
            products = TLanes.MultiplyAdd(TLanes.Load(output + i), TLanes.Load(outputGradient + i), products);
        }

        float product = TLanes.Sum(products);
        for (; i < classes; i++)
        {
            product += output[i] * outputGradient[i];
        }

        TVector broadcast = TLanes.Broadcast(product);
        for (i = 0; i <= classes - TLanes.Count; i += TLanes.Count)
        {
            TVector difference = TLanes.Subtract(TLanes.Load(outputGradient + i), broadcast);
            TLanes.Store(inputGradient + i, TLanes.Multiply(TLanes.Load(output + i), difference));
        }

        for (; i < classes; i++)
        {
            inputGradient[i] = output[i] * (outputGradient[i] - product);
        }
    }

    private static float Largest<TLanes, TVector>(float* logits, int classes)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* parts = stackalloc float[TLanes.Count];
        float largest = logits[0];
        int i = 0;
        if (classes >= TLanes.Count)
        {
            TVector maxima = TLanes.Load(logits);
            for (; i <= classes - TLanes.Count; i += TLanes.Count)
            {
                maxima = TLanes.Max(maxima, TLanes.Load(logits + i));
            }

            TLanes.Store(parts, maxima);
            for (int lane = 0; lane < TLanes.Count; lane++)
            {
                largest = MathF.Max(largest, parts[lane]);
            }
        }

        for (; i < classes; i++)
        {
            largest = MathF.Max(largest, logits[i]);
        }

        return largest;
    }
}
