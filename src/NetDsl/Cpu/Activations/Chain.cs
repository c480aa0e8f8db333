using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>y = g(f(x)), two activations in one pass. What is kept for the way back is x: f(x), which lies nowhere, is
/// computed anew.</summary>
/// <typeparam name="TFirst">f</typeparam>
/// <typeparam name="TSecond">g</typeparam>
public readonly struct Chain<TFirst, TSecond> : IActivation
    where TFirst : struct, IActivation
    where TSecond : struct, IActivation
{
    static bool IActivation.IsIdentity => false;

    static bool IActivation.KeepsInput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Apply<TLanes, TVector>(TVector x) =>
        TSecond.Apply<TLanes, TVector>(TFirst.Apply<TLanes, TVector>(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Differentiate<TLanes, TVector>(TVector kept, TVector gradient)
    {
        TVector between = TFirst.Apply<TLanes, TVector>(kept);
        TVector ofSecond = TSecond.KeepsInput ? between : TSecond.Apply<TLanes, TVector>(between);
        return TFirst.Differentiate<TLanes, TVector>(
            TFirst.KeepsInput ? kept : between, TSecond.Differentiate<TLanes, TVector>(ofSecond, gradient));
    }

    // g″ f′² + g′ f″
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.SecondDerivative<TLanes, TVector>(TVector kept)
    {
        TVector between = TFirst.Apply<TLanes, TVector>(kept);
        TVector ofFirst = TFirst.KeepsInput ? kept : between;
        TVector ofSecond = TSecond.KeepsInput ? between : TSecond.Apply<TLanes, TVector>(between);
        TVector slope = TFirst.Differentiate<TLanes, TVector>(ofFirst, TLanes.Broadcast(1));
        TVector curve = TFirst.SecondDerivative<TLanes, TVector>(ofFirst);
        return TLanes.MultiplyAdd(
            TSecond.SecondDerivative<TLanes, TVector>(ofSecond),
            TLanes.Multiply(slope, slope),
            TSecond.Differentiate<TLanes, TVector>(ofSecond, curve));
    }
}
