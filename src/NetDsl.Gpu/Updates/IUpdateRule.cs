using ILGPU;

namespace NetDsl.Gpu;

/// <summary>An optimizer's formula: what <see cref="OptimizerUpdate{TRule}"/> does with each parameter.</summary>
internal interface IUpdateRule
{
    /// <summary>What is to be subtracted from the parameter, times the rate; updates the states.</summary>
    /// <param name="gradient">With the decay in it, where that is part of the gradient.</param>
    float Change(float gradient, ArrayView<float> state0, ArrayView<float> state1, int index);
}
