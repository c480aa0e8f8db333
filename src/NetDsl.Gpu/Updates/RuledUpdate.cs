using ILGPU;

namespace NetDsl.Gpu;

/// <summary>As <see cref="OptimizerUpdate{TRule}"/>, with the rules of a stage: a group for each stretch of the
/// parameters. Norms of rows are kept by <see cref="MaximalNorms"/>, behind it.</summary>
/// <param name="finite">One value: 0 where the loss was not finite, and then nothing changes.</param>
/// <param name="factor">One value: what gradients are scaled by.</param>
/// <param name="decouples">1 where decay is apart from the gradient, else 0.</param>
internal readonly struct RuledUpdate<TRule>(
    TRule rule,
    ArrayView<Stretch> stretches,
    BatchGradient gradients,
    ArrayView<float> parameters,
    ArrayView<float> state0,
    ArrayView<float> state1,
    ArrayView<float> finite,
    ArrayView<float> factor,
    int decouples,
    float rate) : IKernel
    where TRule : unmanaged, IUpdateRule
{
    private readonly TRule rule = rule;
    private readonly ArrayView<Stretch> stretches = stretches;
    private readonly int count = (int)stretches.Length;
    private readonly BatchGradient gradients = gradients;
    private readonly ArrayView<float> parameters = parameters;
    private readonly ArrayView<float> state0 = state0;
    private readonly ArrayView<float> state1 = state1;
    private readonly ArrayView<float> finite = finite;
    private readonly ArrayView<float> factor = factor;
    private readonly int decouples = decouples;
    private readonly float rate = rate;

    public void Run()
    {
        if (finite[0] == 0)
            return;
        for (int index = Grid.IdxX; index < count; index += Grid.DimX)
        {
            var stretch = stretches[index];
            for (int at = stretch.First + Group.IdxX; at < stretch.End; at += Group.DimX)
                Step(stretch, at);
        }
    }

    private void Step(Stretch stretch, int index)
    {
        float step = rate * stretch.Rate;
        float weight = parameters[index];
        float gradient = factor[0] * gradients.At(index) + (decouples == 0 ? stretch.Decay : 0) * weight;
        gradient += weight > 0 ? stretch.L1 : weight < 0 ? -stretch.L1 : 0;
        float kept = decouples == 0 ? 1 : 1 - step * stretch.Decay;
        parameters[index] = kept * weight - step * rule.Change(gradient, state0, state1, index);
    }
}
