namespace NetDsl.Gpu;

/// <summary>g(f(x)), two activations in one pass. What is kept for the way back is x: f(x), which lies nowhere, is
/// computed anew.</summary>
/// <typeparam name="TFirst">f</typeparam>
/// <typeparam name="TSecond">g</typeparam>
public readonly struct Chain<TFirst, TSecond> : IActivation
    where TFirst : struct, IActivation
    where TSecond : struct, IActivation
{
    /// <inheritdoc/>
    public static bool IsIdentity => false;

    /// <inheritdoc/>
    public static bool KeepsInput => true;

    /// <inheritdoc/>
    public static float Apply(float input) => TSecond.Apply(TFirst.Apply(input));

    /// <summary>g′(f(x)) · f′(x)</summary>
    public static float Derivative(float kept)
    {
        float between = TFirst.Apply(kept);
        float second = TSecond.Derivative(TSecond.KeepsInput ? between : TSecond.Apply(between));
        return second * TFirst.Derivative(TFirst.KeepsInput ? kept : between);
    }

    /// <summary>g″(f(x)) · f′(x)² + g′(f(x)) · f″(x)</summary>
    public static float SecondDerivative(float kept)
    {
        float between = TFirst.Apply(kept);
        float ofFirst = TFirst.KeepsInput ? kept : between;
        float ofSecond = TSecond.KeepsInput ? between : TSecond.Apply(between);
        float slope = TFirst.Derivative(ofFirst);
        return TSecond.SecondDerivative(ofSecond) * slope * slope
            + TSecond.Derivative(ofSecond) * TFirst.SecondDerivative(ofFirst);
    }
}
