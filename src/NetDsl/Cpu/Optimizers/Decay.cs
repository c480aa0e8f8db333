namespace NetDsl.Cpu;

/// <summary>How weights decay in one update.</summary>
/// <param name="OfGradient">This times the weight is added to the gradient.</param>
/// <param name="Kept">The share of the weight that is left before the gradient's step.</param>
internal readonly record struct Decay(float OfGradient, float Kept)
{
    internal static Decay InGradient(float decay) => new(decay, 1);

    /// <summary>Apart from the gradient: Loshchilov and Hutter 2019.</summary>
    internal static Decay Decoupled(float decay, float rate) => new(0, (float)(1 - (double)rate * decay));
}
