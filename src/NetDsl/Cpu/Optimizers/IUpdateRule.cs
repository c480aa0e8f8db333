namespace NetDsl.Cpu;

/// <summary>An optimizer's formula: what <see cref="UpdateKernel{TRule}"/> does with each vector of parameters.</summary>
internal unsafe interface IUpdateRule
{
    /// <summary>What is to be subtracted from the parameters, times the rate; updates the states.</summary>
    /// <param name="gradient">With the decay in it, where that is part of the gradient.</param>
    /// <param name="state0">The first state of the same parameters; the second is state1.</param>
    TVector Change<TLanes, TVector>(TVector gradient, float* state0, float* state1)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;
}
