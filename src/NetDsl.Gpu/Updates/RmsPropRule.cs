using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>See <see cref="RmsProp"/>. State 0: the mean squared gradients; state 1: velocities.</summary>
internal readonly struct RmsPropRule(RmsProp rmsProp) : IUpdateRule
{
    private readonly float smoothing = rmsProp.Smoothing;
    private readonly float epsilon = rmsProp.Epsilon;
    private readonly float momentum = rmsProp.Momentum;

    public float Change(float gradient, ArrayView<float> state0, ArrayView<float> state1, int index)
    {
        float mean = smoothing * state0[index] + (1 - smoothing) * gradient * gradient;
        state0[index] = mean;
        float velocity = gradient / (XMath.Sqrt(mean) + epsilon);
        if (momentum != 0)
        {
            velocity += momentum * state1[index];
            state1[index] = velocity;
        }

        return velocity;
    }
}
