using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>One pass over parameters, gradients and the optimizer's states.</summary>
/// <param name="count">Parameters.</param>
/// <param name="decayed">The first so many decay: the weights.</param>
internal readonly unsafe struct UpdateKernel<TRule>(
    TRule rule, int count, int decayed, Decay decay, float rate,
    float* parameters, float* gradients, float* state0, float* state1) : IKernel
    where TRule : struct, IUpdateRule
{
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int first = task * UpdatePass.CountOfTask;
        int end = Math.Min(count, first + UpdatePass.CountOfTask);
        int parting = Math.Clamp(decayed, first, end);
        Update<TLanes, TVector>(first, parting, decay.OfGradient, decay.Kept);
        Update<TLanes, TVector>(parting, end, 0, 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update<TLanes, TVector>(int first, int end, float decayOfGradient, float kept)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TRule local = rule;
        int i = first;
        for (; i <= end - TLanes.Count; i += TLanes.Count)
        {
            Step<TLanes, TVector>(local, i, decayOfGradient, kept);
        }

        for (; i < end; i++)
        {
            Step<LanesScalar, float>(local, i, decayOfGradient, kept);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Step<TLanes, TVector>(in TRule local, int i, float decayOfGradient, float kept)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector weight = TLanes.Load(parameters + i);
        TVector gradient = TLanes.MultiplyAdd(TLanes.Broadcast(decayOfGradient), weight, TLanes.Load(gradients + i));
        TVector change = local.Change<TLanes, TVector>(gradient, state0 + i, state1 + i);
        TVector rest = TLanes.Multiply(TLanes.Broadcast(kept), weight);
        TLanes.Store(parameters + i, TLanes.MultiplyAdd(TLanes.Broadcast(-rate), change, rest));
    }
}
