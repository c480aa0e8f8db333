using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Optimizers;
using NetDsl.Compiler.Passes;
using NetDsl.Compiler.Rates;
using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Stages.Boltzmann;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Tests;

/// <summary>What a layer becomes where it is pretrained as a restricted Boltzmann machine.</summary>
public sealed class BoltzmannNetworkTests
{
    private const int Batch = 10;

    private static readonly BoltzmannStage Cd1 = new(
        new LayerRange("h1", null), Steps: 1, IsPersistent: false, new SgdOptimizer(0, Nesterov: false, 0),
        new ConstantRate(0.1, 0), Epochs: 1, Stop: null);

    [Fact]
    public void Step_of_contrastive_divergence_is_five_kernels() => Assert.Equal(
        [
            "Gibbs.Up 0 H1Hidden H1HiddenDrawn",
            "Gibbs.Down 1 H1Visible1",
            "Gibbs.Up 2 H1Hidden1",
            "ReconstructionError.Loss",
            "Contrast.Backward",
        ],
        Training(Cd1));

    [Fact]
    public void Each_step_further_draws_the_hidden_units_and_goes_back() => Assert.Equal(
        [
            "Gibbs.Up 0 H1Hidden H1HiddenDrawn",
            "Gibbs.Down 1 H1Visible1 H1Visible1Drawn",
            "Gibbs.Up 2 H1Hidden1Drawn",
            "Gibbs.Down 3 H1Visible2Drawn",
            "Gibbs.Up 4 H1Hidden2",
            "ReconstructionError.Loss",
            "Contrast.Backward",
        ],
        Training(Cd1 with { Steps = 2, SamplesVisible = true }));

    [Fact]
    public void Nothing_is_drawn_where_means_drive_the_reconstruction() => Assert.Equal(
        [
            "Gibbs.Up 0 H1Hidden",
            "Gibbs.DownGaussian 1 H1Visible1",
            "Gibbs.Up 2 H1Hidden1",
            "ReconstructionError.Loss",
            "Contrast.Backward",
        ],
        Training(Cd1 with { HasMeanFieldHidden = true, IsGaussian = true }));

    [Fact]
    public void Persistent_chains_go_on_from_where_they_were_and_tell_where_they_are() => Assert.Equal(
        [
            "Gibbs.Up 0 H1Hidden",
            "Gibbs.Down 1 H1Visible",
            "PersistentChains.Load",
            "Gibbs.Down 2 H1VisibleOfChains1Drawn",
            "Gibbs.Up 3 H1HiddenOfChains1 H1HiddenOfChains1Drawn",
            "PersistentChains.Store",
            "ReconstructionError.Loss",
            "Contrast.SparseBackward",
        ],
        Training(Cd1 with { IsPersistent = true, SamplesVisible = true, Sparsity = new(0.1, 1) }));

    [Fact]
    public void Inference_measures_without_drawing() => Assert.Equal(
        ["Dense.Forward", "Activation.Forward", "Gibbs.Down 0 H1Reconstruction", "FreeEnergy.Measure"],
        Plan(Cd1).Inference.Forward.Select(Describe));

    [Fact]
    public void Parameters_are_the_models_by_name_but_for_those_of_the_stage()
    {
        var plan = Plan(Cd1 with { IsPersistent = true, Sparsity = new(0.1, 1) });

        Assert.Equal(
            [
                "h1.weight [5, 6] Weights 0", "h1.bias [5] Bias 0", "h1.visible.bias [6] Bias 0",
                "h1.chains [10, 5] Statistic 1", "h1.activity [5] Statistic 0.1",
            ],
            plan.Parameters.Tensors.Select(Describe));
        var ofModel = PlanKernels.Run(Model(), fuse: true).Parameters.Tensors
            .First(tensor => tensor.Parameter.FileName == "h1.weight");
        Assert.Equal(ofModel.Parameter.Initialization, plan.Parameters.Tensors[0].Parameter.Initialization);
    }

    [Fact]
    public void Layer_without_a_bias_has_none() => Assert.Equal(
        ["h1.weight", "h1.visible.bias"],
        Plan(Cd1, "h1 = dense 5 nobias sigmoid").Parameters.Tensors.Select(tensor => tensor.Parameter.FileName));

    [Fact]
    public void Upper_layer_reads_what_the_one_below_gives()
    {
        var network = Model();
        var stage = Cd1 with { Layers = new LayerRange("h2", null) };
        var made = BoltzmannNetwork.Make("H2", network, stage, LayerGroup.Of(network, stage.Layers)!, Batch);

        Assert.Equal(("sigmoid1", 5L), (made.InputName, made.Input.Count));
    }

    [Fact]
    public void A_stage_is_planned_alike_fused_and_unfused()
    {
        var network = Make(Cd1 with { Steps = 3, IsPersistent = true, Sparsity = new(0.1, 1) }, "h1 = dense 5 sigmoid");

        Assert.Equal(
            PlanKernels.Run(network, fuse: true).Training.Forward.Select(Describe),
            PlanKernels.Run(network, fuse: false).Training.Forward.Select(Describe));
    }

    [Fact]
    public void Equal_files_make_equal_networks() => Assert.Equal(
        Make(Cd1 with { Sparsity = new(0.1, 1) }, "h1 = dense 5 sigmoid"),
        Make(Cd1 with { Sparsity = new(0.1, 1) }, "h1 = dense 5 sigmoid"));

    private static IEnumerable<string> Training(BoltzmannStage stage)
    {
        var plan = Plan(stage);
        return plan.Training.Forward.Concat(plan.Training.Backward).Select(Describe);
    }

    private static string Describe(PlannedParameter tensor)
    {
        var (parameter, sizes) = (tensor.Parameter, string.Join(", ", tensor.Shape.Sizes));
        return FormattableString.Invariant($"{parameter.FileName} [{sizes}] {parameter.Kind} {parameter.Momentum}");
    }

    /// <summary>A kernel's name; of a half-step its stream and what it writes, too.</summary>
    private static string Describe(KernelPlan kernel)
    {
        var text = $"{kernel.Core}.{kernel.Method}";
        if (kernel.Core != "Gibbs")
        {
            return text;
        }

        var written = kernel.Operands.Skip(4).Where(operand => operand.Kind == OperandKind.Activation);
        return $"{text} {kernel.Operands[0].Text} {string.Join(" ", written.Select(operand => operand.Text))}";
    }

    private static NetworkPlan Plan(BoltzmannStage stage, string layer = "h1 = dense 5 sigmoid") =>
        PlanKernels.Run(Make(stage, layer), fuse: true);

    private static Network Make(BoltzmannStage stage, string layer)
    {
        var network = Model(layer);
        return BoltzmannNetwork.Make("H1", network, stage, LayerGroup.Of(network, stage.Layers)!, Batch);
    }

    private static Network Model(string layer = "h1 = dense 5 sigmoid") => Assert.Single(Compilation.Compile($$"""
        network Net {
            input image 1x2x3
            {{layer}}
            h2 = dense 4 sigmoid
            output digit = dense 3 softmax
        }
        """).Networks);
}
