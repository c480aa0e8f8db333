using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>See <see cref="Sgd"/>. State 0: velocities, untouched without momentum.</summary>
internal readonly unsafe struct SgdRule(Sgd sgd) : IUpdateRule
{
    private readonly float momentum = sgd.Momentum;
    private readonly bool nesterov = sgd.Nesterov;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Change<TLanes, TVector>(TVector gradient, float* state0, float* state1)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (momentum == 0)
        {
            return gradient;
        }

        TVector factor = TLanes.Broadcast(momentum);
        TVector velocity = TLanes.MultiplyAdd(factor, TLanes.Load(state0), gradient);
        TLanes.Store(state0, velocity);
        return nesterov ? TLanes.MultiplyAdd(factor, velocity, gradient) : velocity;
    }
}
