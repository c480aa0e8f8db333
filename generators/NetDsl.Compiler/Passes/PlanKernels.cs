using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Passes;

/// <summary>The whole way from a network to its kernels: lower, differentiate, fuse, plan memory.</summary>
public static class PlanKernels
{
    private static readonly Pass[] RequiredPasses =
    [
        new(nameof(FuseLoss), FuseLoss.Run),
        new(nameof(PenalizeLast), PenalizeLast.Run),
    ];

    private static readonly Pass[] FusingPasses =
    [
        new(nameof(FoldNormalization), FoldNormalization.Run),
        new(nameof(PoolBeforeRelu), PoolBeforeRelu.Run),
        new(nameof(FuseActivations), FuseActivations.Run),
        new(nameof(FuseBiasAndActivation), FuseBiasAndActivation.Run),
        new(nameof(FuseSums), FuseSums.Run),
        new(nameof(JoinTiedGradients), JoinTiedGradients.Run),
    ];

    /// <param name="fuse">False keeps every operation a kernel of its own where there is such a kernel.</param>
    public static NetworkPlan Run(Network network, bool fuse, Checkpoint? checkpoint = null)
    {
        var training = ToProgram(network, isTraining: true, fuse, checkpoint);
        return new NetworkPlan(
            network,
            training.Shapes,
            PlanParameters.Run(training),
            PlanProgram.Run(ToProgram(network, isTraining: false, fuse, checkpoint)),
            PlanProgram.Run(training))
        {
            Stages = PlanStages.Run(network, fuse, checkpoint),
        };
    }

    /// <summary>Of a network that is never trained.</summary>
    /// <param name="fuse">False keeps every operation a kernel of its own where there is such a kernel.</param>
    public static NetworkPlan RunInference(Network network, bool fuse, Checkpoint? checkpoint = null)
    {
        var inference = ToProgram(network, isTraining: false, fuse, checkpoint);
        return new NetworkPlan(
            network, inference.Shapes, PlanParameters.Run(inference), PlanProgram.Run(inference), ProgramPlan.None)
        {
            IsTrained = false,
        };
    }

    /// <summary>The program as its kernels are made of it.</summary>
    internal static TensorProgram ToProgram(
        Network network, bool isTraining, bool fuse, Checkpoint? checkpoint = null)
    {
        var program = Check(nameof(LowerNetwork), () => LowerNetwork.Run(network, isTraining));
        if (isTraining)
        {
            program = Check(nameof(Differentiate), () => Differentiate.Run(program));
        }

        foreach (var pass in fuse ? RequiredPasses.Concat(FusingPasses) : RequiredPasses)
        {
            program = Check(pass.Name, () => pass.Run(program));
        }

        program = fuse ? Check(nameof(FusePooling), () => FusePooling.Run(program, network)) : program;
        program = Check(nameof(HoistPreparation), () => HoistPreparation.Run(program));
        program = Check(nameof(PlaceConcatenations), () => PlaceConcatenations.Run(program));
        return Check(nameof(RecomputeBlocks), () => RecomputeBlocks.Run(program, network));

        TensorProgram Check(string name, Func<TensorProgram> pass)
        {
            checkpoint?.Invoke();
            return VerifyProgram.Run(pass(), name);
        }
    }

    private sealed class Pass(string name, Func<TensorProgram, TensorProgram> run)
    {
        public string Name => name;

        public TensorProgram Run(TensorProgram program) => run(program);
    }
}
