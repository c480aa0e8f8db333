using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>y = ln(1 + eˣ), as max(x, 0) + ln(1 + e^−|x|), which neither overflows nor loses digits.</summary>
public readonly struct Softplus : IActivation
{
    static bool IActivation.IsIdentity => false;

    static bool IActivation.KeepsInput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Apply<TLanes, TVector>(TVector x)
    {
        TVector zero = TLanes.Broadcast(0);
        TVector minusAbsolute = TLanes.IfLess(x, zero, x, TLanes.Subtract(zero, x));
        TVector rest = Exponential.LogOnePlus<TLanes, TVector>(Exponential.Exp<TLanes, TVector>(minusAbsolute));
        return TLanes.Add(TLanes.IfLess(x, zero, zero, x), rest);
    }

    // f′ = sigmoid x = 1 − e⁻ʸ
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.Differentiate<TLanes, TVector>(TVector y, TVector gradient)
    {
        TVector zero = TLanes.Broadcast(0);
        TVector minusSlope = Exponential.ExpMinusOne<TLanes, TVector>(TLanes.Subtract(zero, y));
        return TLanes.Multiply(TLanes.Subtract(zero, gradient), minusSlope);
    }

    // (1 − e⁻ʸ) e⁻ʸ
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector IActivation.SecondDerivative<TLanes, TVector>(TVector y)
    {
        TVector minusSlope = Exponential.ExpMinusOne<TLanes, TVector>(TLanes.Subtract(TLanes.Broadcast(0), y));
        return TLanes.Multiply(
            TLanes.Subtract(TLanes.Broadcast(0), minusSlope), TLanes.Add(minusSlope, TLanes.Broadcast(1)));
    }
}
