using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>One pass over parameters, gradients and both moments: see <see cref="Adam"/>.</summary>
/// <param name="rate">The rate with the first moment's bias correction: rate / (1 − β₁ⁿ).</param>
/// <param name="secondScale">1 / √(1 − β₂ⁿ)</param>
internal readonly unsafe struct AdamKernel(
    int count, int decayed, Adam adam, float rate, float secondScale,
    float* parameters, float* gradients, float* firstMoments, float* secondMoments) : IKernel
{
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int first = task * UpdatePass.CountOfTask;
        int end = Math.Min(count, first + UpdatePass.CountOfTask);
        int parting = Math.Clamp(decayed, first, end);
        Update<TLanes, TVector>(first, parting, adam.Decay);
        Update<TLanes, TVector>(parting, end, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update<TLanes, TVector>(int first, int end, float decay)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var (beta1, beta2, epsilon) = (adam.Beta1, adam.Beta2, adam.Epsilon);
        int i = first;
        for (; i <= end - TLanes.Count; i += TLanes.Count)
        {
            Step<TLanes, TVector>(i, decay, beta1, beta2, epsilon);
        }

        for (; i < end; i++)
        {
            Step<LanesScalar, float>(i, decay, beta1, beta2, epsilon);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Step<TLanes, TVector>(int i, float decay, float beta1, float beta2, float epsilon)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector weight = TLanes.Load(parameters + i);
        TVector gradient = TLanes.MultiplyAdd(TLanes.Broadcast(decay), weight, TLanes.Load(gradients + i));
        TVector first = TLanes.MultiplyAdd(
            TLanes.Broadcast(beta1), TLanes.Load(firstMoments + i),
            TLanes.Multiply(TLanes.Broadcast(1 - beta1), gradient));
        TVector second = TLanes.MultiplyAdd(
            TLanes.Broadcast(beta2), TLanes.Load(secondMoments + i),
            TLanes.Multiply(TLanes.Broadcast(1 - beta2), TLanes.Multiply(gradient, gradient)));
        TLanes.Store(firstMoments + i, first);
        TLanes.Store(secondMoments + i, second);
        TVector deviation = TLanes.MultiplyAdd(
            TLanes.SquareRoot(second), TLanes.Broadcast(secondScale), TLanes.Broadcast(epsilon));
        TVector change = TLanes.Divide(first, deviation);
        TLanes.Store(parameters + i, TLanes.MultiplyAdd(TLanes.Broadcast(-rate), change, weight));
    }
}
