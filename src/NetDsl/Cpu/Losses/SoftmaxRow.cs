using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Softmax of one example.</summary>
internal static unsafe class SoftmaxRow
{
    /// <summary>output = softmax(logits); may be in place.</summary>
    /// <returns>log Σ e^logit, and the largest logit's index.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float LogSum, int Best) Write(float* logits, float* output, int classes)
    {
        float largest = logits[0];
        int best = 0;
        for (int i = 1; i < classes; i++)
        {
            if (logits[i] > largest)
            {
                largest = logits[i];
                best = i;
            }
        }

        float sum = 0;
        for (int i = 0; i < classes; i++)
        {
            float e = MathF.Exp(logits[i] - largest);
            output[i] = e;
            sum += e;
        }

        float scale = 1 / sum;
        for (int i = 0; i < classes; i++)
        {
            output[i] *= scale;
        }

        return (largest + MathF.Log(sum), best);
    }
}
