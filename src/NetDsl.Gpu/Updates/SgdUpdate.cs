using ILGPU;

namespace NetDsl.Gpu;

/// <summary><see cref="Sgd"/> over all parameters at once; weight decay covers a prefix.</summary>
internal readonly struct SgdUpdate(
    ArrayView<float> parameters,
    ArrayView<float> gradients,
    ArrayView<float> velocities,
    ArrayView<float> finite,
    int count,
    int decayed,
    Sgd optimizer,
    float rate) : IKernel
{
    private readonly ArrayView<float> parameters = parameters;
    private readonly ArrayView<float> gradients = gradients;
    private readonly ArrayView<float> velocities = velocities;
    private readonly ArrayView<float> finite = finite;
    private readonly int count = count;
    private readonly int decayed = decayed;
    private readonly float momentum = optimizer.Momentum;
    private readonly int nesterov = optimizer.Nesterov ? 1 : 0;
    private readonly float decay = optimizer.Decay;
    private readonly float rate = rate;

    public void Run()
    {
        if (finite[0] == 0)
            return;
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            float weight = parameters[index];
            float gradient = gradients[index] + (index < decayed ? decay : 0) * weight;
            float velocity = momentum * velocities[index] + gradient;
            velocities[index] = velocity;
            parameters[index] = weight - rate * (nesterov == 0 ? velocity : gradient + momentum * velocity);
        }
    }
}
