using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>See <see cref="Adagrad"/>. State 0: the sums of the squared gradients.</summary>
internal readonly unsafe struct AdagradRule(Adagrad adagrad) : IUpdateRule
{
    private readonly float epsilon = adagrad.Epsilon;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Change<TLanes, TVector>(TVector gradient, float* state0, float* state1)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector sum = TLanes.MultiplyAdd(gradient, gradient, TLanes.Load(state0));
        TLanes.Store(state0, sum);
        return TLanes.Divide(gradient, TLanes.Add(TLanes.SquareRoot(sum), TLanes.Broadcast(epsilon)));
    }
}
