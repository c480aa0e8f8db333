using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The gradients of one channel: with g the gradient before the activation, x̂ the normalised values and n how
/// many there are, dβ = Σ g, dγ = Σ g · x̂ and dx = γ / σ · (g − dβ / n − x̂ · dγ / n) (Ioffe and Szegedy
/// 2015).</summary>
internal readonly unsafe struct NormalizePlanesBackwardKernel<TActivation>(
    NormalizationBackward tensors, int count, int area) : IKernel
    where TActivation : struct, IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        nint start = (nint)task * area;
        double values = (double)count * area;
        float mean = tensors.Mean.Pointer[task];
        double variance = tensors.Variance.Pointer[task] * ((values - 1) / values);
        double inverse = 1 / Math.Sqrt(variance + tensors.Epsilon);
        var (sum, product) = Sum<TLanes, TVector>(start, mean);
        tensors.ShiftGradient.Pointer[task] = (float)sum;
        tensors.ScaleGradient.Pointer[task] = (float)(product * inverse);
        if (tensors.InputGradient.IsNone)
        {
            return;
        }

        float factor = (float)(tensors.Scale.Pointer[task] * inverse);
        for (int example = 0; example < count; example++)
        {
            PlaneScaling.Backward<TLanes, TVector>(
                tensors.Input.Example(example) + start, mean, factor,
                (float)(sum / values), (float)(product * inverse * inverse / values),
                tensors.Before.Example(example) + start, tensors.InputGradient.Example(example) + start, area);
        }
    }

    private (double Sum, double Product) Sum<TLanes, TVector>(nint start, float mean)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var (sum, product) = (0.0, 0.0);
        int most = PlaneSums.MostValues<TLanes, TVector>();
        for (int example = 0; example < count; example++)
        {
            float* values = tensors.Input.Example(example) + start;
            float* kept = tensors.KeptOf(example);
            float* gradient = tensors.OutputGradient.Example(example) + start;
            float* result = tensors.SumGradientOf(example);
            for (int first = 0; first < area; first += most)
            {
                var (partSum, partProduct) = PlaneSums.Gradient<TActivation, TLanes, TVector>(
                    values + first, mean,
                    kept is null ? null : kept + start + first,
                    gradient + first,
                    result is null ? null : result + start + first,
                    Math.Min(most, area - first));
                sum += partSum;
                product += partProduct;
            }
        }

        return (sum, product);
    }
}
