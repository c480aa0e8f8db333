using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The gradient that an update is made of: (accumulated + weight · gradient) · scale, cut off at
/// ±limit.</summary>
/// <param name="gradients">The batch's.</param>
/// <param name="accumulated">Those of the batches before, each times its examples; null for none.</param>
/// <param name="weight">The batch's examples where there are accumulated gradients, else 1.</param>
/// <param name="limit">Infinity for none.</param>
internal readonly unsafe struct BatchGradient(
    float* gradients, float* accumulated, float weight, float scale, float limit)
{
    private readonly float* gradients = gradients;
    private readonly float* accumulated = accumulated;

    public BatchGradient Scaled(float factor) => new(gradients, accumulated, weight, scale * factor, limit);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Load<TLanes, TVector>(int i)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector gradient = TLanes.Load(gradients + i);
        if (accumulated is not null)
        {
            gradient = TLanes.MultiplyAdd(TLanes.Broadcast(weight), gradient, TLanes.Load(accumulated + i));
        }

        gradient = TLanes.Multiply(TLanes.Broadcast(scale), gradient);
        if (limit == float.PositiveInfinity)
        {
            return gradient;
        }

        // what is not a number stays so
        TVector most = TLanes.Broadcast(limit), least = TLanes.Broadcast(-limit);
        gradient = TLanes.IfLess(most, gradient, most, gradient);
        return TLanes.IfLess(gradient, least, least, gradient);
    }
}
