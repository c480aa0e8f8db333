using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>See <see cref="RmsProp"/>. State 0: the mean squared gradients; state 1: velocities, untouched without
/// momentum.</summary>
internal readonly unsafe struct RmsPropRule(RmsProp rmsProp) : IUpdateRule
{
    private readonly float smoothing = rmsProp.Smoothing;
    private readonly float epsilon = rmsProp.Epsilon;
    private readonly float momentum = rmsProp.Momentum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Change<TLanes, TVector>(TVector gradient, float* state0, float* state1)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector mean = TLanes.MultiplyAdd(
            TLanes.Broadcast(smoothing), TLanes.Load(state0),
            TLanes.Multiply(TLanes.Broadcast(1 - smoothing), TLanes.Multiply(gradient, gradient)));
        TLanes.Store(state0, mean);
        TVector change = TLanes.Divide(gradient, TLanes.Add(TLanes.SquareRoot(mean), TLanes.Broadcast(epsilon)));
        if (momentum == 0)
        {
            return change;
        }

        TVector velocity = TLanes.MultiplyAdd(TLanes.Broadcast(momentum), TLanes.Load(state1), change);
        TLanes.Store(state1, velocity);
        return velocity;
    }
}
