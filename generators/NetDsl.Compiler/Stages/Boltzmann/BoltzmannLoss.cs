using NetDsl.Compiler.Losses;

namespace NetDsl.Compiler.Stages.Boltzmann;

/// <summary>What a restricted Boltzmann machine tells of an example: the reconstruction's error, the free energy and,
/// of visible units of 0 … 1, what turning one of them adds to that. Training itself follows contrastive divergence, of
/// which nothing is minimised.</summary>
internal sealed record BoltzmannLoss : LossFunction
{
    public override string Name => "Reconstruction";

    public override string Kernel => "ReconstructionError";

    public override string Words => "rbm";

    public override bool TakesLabels => false;

    internal override bool IsOfLayer => true;

    public override string Describe(int units) => "reconstruction error and free energy";
}
