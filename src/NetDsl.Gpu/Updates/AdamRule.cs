using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>See <see cref="Adam"/> and <see cref="AdamW"/>. States: the first and the second moments.</summary>
/// <param name="number">1 for the stage's first update.</param>
internal readonly struct AdamRule(float beta1, float beta2, float epsilon, int number) : IUpdateRule
{
    private readonly float beta1 = beta1;
    private readonly float beta2 = beta2;
    private readonly float epsilon = epsilon;
    private readonly float correction1 = (float)(1 / (1 - Math.Pow(beta1, number)));
    private readonly float correction2 = (float)(1 / (1 - Math.Pow(beta2, number)));

    public float Change(float gradient, ArrayView<float> state0, ArrayView<float> state1, int index)
    {
        float first = beta1 * state0[index] + (1 - beta1) * gradient;
        float second = beta2 * state1[index] + (1 - beta2) * gradient * gradient;
        state0[index] = first;
        state1[index] = second;
        return first * correction1 / (XMath.Sqrt(second * correction2) + epsilon);
    }
}
