using ILGPU;

namespace NetDsl.Gpu;

/// <summary>The gradient that an update is made of: (accumulated + weight · gradient) · scale, cut off at
/// ±limit.</summary>
/// <param name="gradients">The batch's.</param>
/// <param name="accumulated">Those of the batches before, each times its examples; empty for none.</param>
/// <param name="weight">The batch's examples where there are accumulated gradients, else 1.</param>
/// <param name="limit">0 for none.</param>
internal readonly struct BatchGradient(
    ArrayView<float> gradients, ArrayView<float> accumulated, float weight, float scale, float limit)
{
    private readonly ArrayView<float> gradients = gradients;
    private readonly ArrayView<float> accumulated = accumulated;
    private readonly int isAccumulated = accumulated.Length > 0 ? 1 : 0;
    private readonly float weight = weight;
    private readonly float scale = scale;
    private readonly float limit = limit;

    /// <summary>What is not a number stays so.</summary>
    public float At(int index)
    {
        float gradient = gradients[index];
        if (isAccumulated != 0)
            gradient = weight * gradient + accumulated[index];
        gradient *= scale;
        if (limit > 0 && gradient > limit)
            gradient = limit;
        if (limit > 0 && gradient < -limit)
            gradient = -limit;
        return gradient;
    }
}
