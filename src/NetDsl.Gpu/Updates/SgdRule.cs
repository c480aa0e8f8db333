using ILGPU;

namespace NetDsl.Gpu;

/// <summary>See <see cref="Sgd"/>. State 0: velocities.</summary>
internal readonly struct SgdRule(Sgd sgd) : IUpdateRule
{
    private readonly float momentum = sgd.Momentum;
    private readonly int nesterov = sgd.Nesterov ? 1 : 0;

    public float Change(float gradient, ArrayView<float> state0, ArrayView<float> state1, int index)
    {
        float velocity = momentum * state0[index] + gradient;
        state0[index] = velocity;
        return nesterov == 0 ? velocity : gradient + momentum * velocity;
    }
}
