using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>As <see cref="UpdateKernel{TRule}"/>, with the rules of a stage: each task is a stretch of the parameters
/// for which one set of factors holds.</summary>
/// <param name="decouples">Whether decay is apart from the gradient.</param>
internal readonly unsafe struct RuledUpdateKernel<TRule>(
    TRule rule, UpdateTask[] tasks, BatchGradient gradient, bool decouples, float rate,
    float* parameters, float* state0, float* state1) : IKernel
    where TRule : struct, IUpdateRule
{
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        UpdateTask part = tasks[task];
        int end = part.First + part.Count;
        Update<TLanes, TVector>(part.First, end, part.Factors);
        for (int row = part.First; part.Factors.Row > 0 && row < end; row += part.Factors.Row)
        {
            Constrain<TLanes, TVector>(parameters + row, part.Factors.Row, part.Factors.MaximalNorm);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update<TLanes, TVector>(int first, int end, in UpdateFactors factors)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TRule local = rule;
        float step = rate * factors.Rate;
        Decay decay = decouples ? Decay.Decoupled(factors.Decay, step) : Decay.InGradient(factors.Decay);
        int i = first;
        for (; i <= end - TLanes.Count; i += TLanes.Count)
        {
            Step<TLanes, TVector>(local, i, decay, factors.L1, step);
        }

        for (; i < end; i++)
        {
            Step<LanesScalar, float>(local, i, decay, factors.L1, step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Step<TLanes, TVector>(in TRule local, int i, in Decay decay, float l1, float step)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector weight = TLanes.Load(parameters + i);
        TVector slope = TLanes.MultiplyAdd(
            TLanes.Broadcast(decay.OfGradient), weight, gradient.Load<TLanes, TVector>(i));
        if (l1 != 0)
        {
            TVector zero = TLanes.Broadcast(0);
            slope = TLanes.Add(slope, TLanes.IfLess(zero, weight, TLanes.Broadcast(l1), zero));
            slope = TLanes.Add(slope, TLanes.IfLess(weight, zero, TLanes.Broadcast(-l1), zero));
        }

        TVector change = local.Change<TLanes, TVector>(slope, state0 + i, state1 + i);
        TVector rest = TLanes.Multiply(TLanes.Broadcast(decay.Kept), weight);
        TLanes.Store(parameters + i, TLanes.MultiplyAdd(TLanes.Broadcast(-step), change, rest));
    }

    /// <summary>Scales a row whose norm is above the limit back to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Constrain<TLanes, TVector>(float* row, int count, float most)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float norm = MathF.Sqrt(Elementwise.SumOfSquares<TLanes, TVector>(row, count));
        if (norm > most)
        {
            Elementwise.Scale<TLanes, TVector>(row, most / norm, count);
        }
    }
}
