using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>As <see cref="OptimizerUpdate{TRule}"/>, with the rules of a stage: a group for each stretch of the
/// parameters, and where rows have a norm to keep, for one of its rows after the other.</summary>
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
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        if (finite[0] == 0)
            return;
        for (int index = Grid.IdxX; index < count; index += Grid.DimX)
        {
            var stretch = stretches[index];
            int length = stretch.Row > 0 ? stretch.Row : stretch.End - stretch.First;
            for (int row = stretch.First; row < stretch.End; row += length)
            {
                float squares = 0;
                for (int at = row + Group.IdxX; at < row + length; at += Group.DimX)
                {
                    float weight = Step(stretch, at);
                    squares += weight * weight;
                }

                if (stretch.Row > 0)
                    Constrain(row, length, XMath.Sqrt(GroupReduction.Sum(squares, shared)), stretch.MaximalNorm);
            }
        }
    }

    private float Step(Stretch stretch, int index)
    {
        float step = rate * stretch.Rate;
        float weight = parameters[index];
        float gradient = factor[0] * gradients.At(index) + (decouples == 0 ? stretch.Decay : 0) * weight;
        gradient += weight > 0 ? stretch.L1 : weight < 0 ? -stretch.L1 : 0;
        float kept = decouples == 0 ? 1 : 1 - step * stretch.Decay;
        float updated = kept * weight - step * rule.Change(gradient, state0, state1, index);
        parameters[index] = updated;
        return updated;
    }

    // each thread scales what it has written itself
    private void Constrain(int row, int length, float norm, float most)
    {
        if (!(norm > most))
            return;
        for (int at = row + Group.IdxX; at < row + length; at += Group.DimX)
            parameters[at] *= most / norm;
    }
}
