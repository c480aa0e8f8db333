using ILGPU;

namespace NetDsl.Gpu;

/// <summary>An optimizer's update of all parameters at once; decay covers a prefix, the weights.</summary>
/// <param name="finite">One value: 0 where the loss was not finite, and then nothing changes.</param>
/// <param name="decay">This times the weight is added to the gradient.</param>
/// <param name="shrinkage">The share that a weight loses before the gradient's step.</param>
internal readonly struct OptimizerUpdate<TRule>(
    TRule rule,
    ArrayView<float> parameters,
    ArrayView<float> gradients,
    ArrayView<float> state0,
    ArrayView<float> state1,
    ArrayView<float> finite,
    int count,
    int decayed,
    float decay,
    float shrinkage,
    float rate) : IKernel
    where TRule : unmanaged, IUpdateRule
{
    private readonly TRule rule = rule;
    private readonly ArrayView<float> parameters = parameters;
    private readonly ArrayView<float> gradients = gradients;
    private readonly ArrayView<float> state0 = state0;
    private readonly ArrayView<float> state1 = state1;
    private readonly ArrayView<float> finite = finite;
    private readonly int count = count;
    private readonly int decayed = decayed;
    private readonly float decay = decay;
    private readonly float kept = 1 - shrinkage;
    private readonly float rate = rate;

    public void Run()
    {
        if (finite[0] == 0)
            return;
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            bool decays = index < decayed;
            float weight = parameters[index];
            float gradient = gradients[index] + (decays ? decay : 0) * weight;
            float change = rule.Change(gradient, state0, state1, index);
            parameters[index] = (decays ? kept : 1) * weight - rate * change;
        }
    }
}
