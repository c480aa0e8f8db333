using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Optimizers;
using NetDsl.Compiler.Passes;
using NetDsl.Compiler.Rates;
using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Tests;

/// <summary>What stages train in place of the network.</summary>
public sealed class StageNetworkTests
{
    private const string Digits = """
        network Digits {
            input image 1x8x8
            c1 = conv 3x3 filters 4 nobias
            b1 = batchnorm
            relu
            p1 = maxpool 2x2
            c2 = conv 3x3 filters 6
            r2 = relu
            output digit = dense 10 softmax
            output slant = dense 1 linear from r2 loss squared
        }
        """;

    [Fact]
    public void Supervised_stage_puts_a_throw_away_output_of_each_kind_on_its_layers()
    {
        var stage = Plan(Supervised("c2"));

        Assert.Equal(["c2", "r2", "c2_digit", "c2_slant"], stage.Trained.Network.Layers.Select(layer => layer.Name));
        Assert.Equal(["digit", "slant"], stage.Trained.Network.Outputs.Select(head => head.Name));
        Assert.Equal(
            ["c2.weight", "c2_digit.weight", "c2_slant.weight", "c2.bias", "c2_digit.bias", "c2_slant.bias"],
            Parameters(stage.Trained));
    }

    [Fact]
    public void Stage_behind_others_reads_what_they_give()
    {
        var stage = Plan(Supervised("c2"));

        Assert.Equal(["c1", "b1", "relu1", "p1"], stage.Source!.Network.Layers.Select(layer => layer.Name));
        Assert.Equal(stage.Source.Network.Output.Shape, stage.Trained.Network.Input);
        Assert.False(stage.Source.IsTrained);
        Assert.Equal(
            ["c1.weight", "b1.weight", "b1.bias", "b1.running_mean", "b1.running_var"], Parameters(stage.Source));
    }

    [Fact]
    public void First_layers_stage_reads_the_networks_input() => Assert.Null(Plan(Supervised("c1")).Source);

    [Fact]
    public void Frozen_layers_in_front_are_computed_once()
    {
        var stage = Plan(FineTune("c1", "b1"));

        Assert.Equal(["c1", "b1", "relu1", "p1"], stage.Source!.Network.Layers.Select(layer => layer.Name));
        Assert.Equal(["c2", "r2", "digit", "slant"], stage.Trained.Network.Layers.Select(layer => layer.Name));
        Assert.DoesNotContain(stage.Trained.Parameters.Tensors, planned => planned.Parameter.Kind == ParameterKind.Frozen);
    }

    [Fact]
    public void Frozen_layers_behind_ones_that_learn_only_pass_gradients_on()
    {
        var stage = Plan(FineTune("b1", "c2"));

        Assert.Null(stage.Source);
        Assert.Equal(
            ["b1.weight", "b1.bias", "b1.running_mean", "b1.running_var", "c2.weight", "c2.bias"],
            stage.Trained.Parameters.Tensors
                .Where(planned => planned.Parameter.Kind == ParameterKind.Frozen)
                .OrderBy(planned => planned.Parameter.FileName.StartsWith("c2", StringComparison.Ordinal))
                .Select(planned => planned.Parameter.FileName));
        var learnt = stage.Trained.Training.Backward
            .SelectMany(kernel => kernel.Operands)
            .Where(operand => operand.Kind == OperandKind.ParameterGradient)
            .Select(operand => operand.Text)
            .ToList();
        Assert.Contains("C1Weights", learnt);
        Assert.DoesNotContain(learnt, name => name.StartsWith("B1", StringComparison.Ordinal));
        Assert.DoesNotContain("C2Weights", learnt);
    }

    [Fact]
    public void Inputs_that_change_at_random_leave_nothing_to_compute_once()
    {
        var text = Digits.Replace("input image 1x8x8", "input image 1x8x8 { training { mirror } }", StringComparison.Ordinal);

        Assert.Null(Plan(FineTune("c1", "b1"), text).Source);
    }

    [Fact]
    public void Whole_networks_fine_tuning_needs_no_network_of_its_own()
    {
        var schedule = new Schedule("All", null, "Digits", null, 10, new([FineTune()]));
        var network = Bind(Digits) with { Schedules = new([schedule]) };

        Assert.Empty(PlanKernels.Run(network, fuse: true).Stages);
    }

    private static IEnumerable<string> Parameters(NetworkPlan plan) =>
        plan.Parameters.Tensors.Select(planned => planned.Parameter.FileName);

    private static SupervisedStage Supervised(string layer) =>
        new(new LayerRange(layer, null), new SgdOptimizer(0, false, 0), new ConstantRate(0.1, 0), 1, null);

    private static FineTuneStage FineTune(params string[] frozen) =>
        new(new SgdOptimizer(0, false, 0), new ConstantRate(0.1, 0), 1, null)
        {
            Frozen = frozen.Length == 0
                ? null
                : new LayerSet(frozen.Select(name => new LayerRange(name, null)).ToEquatableArray()),
        };

    private static StagePlan Plan(Stage stage, string text = Digits)
    {
        var schedule = new Schedule("One", null, "Digits", null, 10, new([stage]));
        return Assert.Single(PlanKernels.Run(Bind(text) with { Schedules = new([schedule]) }, fuse: true).Stages);
    }

    private static Network Bind(string text)
    {
        var bound = Compilation.Compile(text);
        Assert.DoesNotContain(
            bound.Diagnostics, found => found.Descriptor.Severity == Diagnostics.DiagnosticSeverity.Error);
        return Assert.Single(bound.Networks);
    }
}
