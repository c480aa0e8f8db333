using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>See <see cref="Adagrad"/>. State 0: the sums of the squared gradients.</summary>
internal readonly struct AdagradRule(Adagrad adagrad) : IUpdateRule
{
    private readonly float epsilon = adagrad.Epsilon;

    public float Change(float gradient, ArrayView<float> state0, ArrayView<float> state1, int index)
    {
        float sum = state0[index] + gradient * gradient;
        state0[index] = sum;
        return gradient / (XMath.Sqrt(sum) + epsilon);
    }
}
