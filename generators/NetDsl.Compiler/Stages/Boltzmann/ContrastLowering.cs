using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Stages.Boltzmann;

/// <summary>A step of contrastive divergence as operations. As Hinton 2010 (section 3) has it: hidden units that drive
/// a reconstruction are drawn, unless the stage says otherwise; visible units are means, unless it says otherwise; what
/// enters the gradients are the hidden units' means.</summary>
internal sealed class ContrastLowering
{
    public const string Visible = "visible";

    /// <summary>Of the batches in the running mean activation: Hinton 2010, section 11, has 0.9 … 0.99 for the
    /// rest.</summary>
    private const double ActivityMomentum = 0.1;

    private readonly BoltzmannLayer layer;
    private readonly ProgramBuilder builder;
    private readonly int input;
    private readonly int weights;
    private readonly int? bias;
    private readonly int visibleBias;
    private int stream;

    public ContrastLowering(BoltzmannLayer layer, ProgramBuilder builder, int input)
    {
        (this.layer, this.builder, this.input) = (layer, builder, input);
        builder.Declare(layer.Dense.Sizes);
        weights = layer.Dense.Weights(builder);
        bias = layer.Dense.HasBias ? builder.Bias(layer.Name, layer.HiddenUnits) : null;
        visibleBias = builder.BiasOf(layer.Name, Visible, layer.VisibleUnits);
    }

    private BoltzmannStage Stage => layer.Stage;

    /// <returns>The hidden units' means with the examples.</returns>
    public int Lower()
    {
        var data = Up(input, OfExamples, keepsMeans: true, draws: !Stage.IsPersistent && !Stage.HasMeanFieldHidden);
        var first = Stage.IsPersistent ? default(Units?) : Down(data.Driving, OfStep(1), keepsMeans: true);
        var reconstruction = first ?? Down(data.Means!.Value, OfExamples, keepsMeans: true, draws: false);
        var (visible, hidden) = Stage.IsPersistent ? FollowChains() : FollowExamples(first!.Value);
        builder.Add(new Contrast(
            layer.Covers, layer.ShapeName, layer.VisibleUnits, input, reconstruction.Means!.Value, data.Means!.Value,
            visible, hidden, weights, bias, visibleBias)
        {
            Sparsity = Sparsity(),
        });
        return data.Means.Value;
    }

    /// <summary>The rest of chains whose first reconstruction is there.</summary>
    private (int Visible, int Hidden) FollowExamples(Units visible)
    {
        for (var step = 1; step < Stage.Steps; step++)
        {
            var hidden = Up(
                visible.Driving, OfStep(step), keepsMeans: Stage.HasMeanFieldHidden,
                draws: !Stage.HasMeanFieldHidden);
            visible = Down(hidden.Driving, OfStep(step + 1), keepsMeans: false);
        }

        var last = Up(visible.Driving, OfStep(Stage.Steps), keepsMeans: true, draws: false);
        return (visible.Driving, last.Means!.Value);
    }

    /// <summary>Chains that go on from the step before.</summary>
    private (int Visible, int Hidden) FollowChains()
    {
        var shape = new Shape(new EquatableArray<int>([layer.Chains, layer.HiddenUnits]));
        var chains = builder.Statistic(
            layer.Name, "chains", shape, new Initialization(InitializationKind.Zeros), momentum: 1);
        var hidden = Tensor("chains before", "ChainsBefore", layer.Output);
        builder.Add(new LoadChains(layer.Covers, layer.HiddenUnits, chains, hidden));
        Units visible = default, units = default;
        for (var step = 1; step <= Stage.Steps; step++)
        {
            visible = Down(step == 1 ? hidden : units.Driving, OfChains(step), keepsMeans: false);
            units = Up(
                visible.Driving, OfChains(step),
                keepsMeans: Stage.HasMeanFieldHidden || step == Stage.Steps, draws: !Stage.HasMeanFieldHidden);
        }

        builder.Add(new StoreChains(
            layer.Covers, layer.Chains, layer.HiddenUnits, units.Driving, chains, builder.StatisticOfBatch(chains)));
        return (visible.Driving, units.Means!.Value);
    }

    private static Moment OfExamples => new("", "of the examples");

    private static Moment OfStep(int step) => new(Text.Number(step), $"after step {Text.Number(step)}");

    private static Moment OfChains(int step) =>
        new("OfChains" + Text.Number(step), $"of the chains after step {Text.Number(step)}");

    private Units Up(int visible, Moment moment, bool keepsMeans, bool draws) =>
        Step("Up", visible, bias, layer.Output, "hidden", "Hidden", moment, keepsMeans, draws);

    private Units Down(int hidden, Moment moment, bool keepsMeans) =>
        Down(hidden, moment, keepsMeans || !Stage.SamplesVisible, Stage.SamplesVisible);

    private Units Down(int hidden, Moment moment, bool keepsMeans, bool draws) => Step(
        Stage.IsGaussian ? "DownGaussian" : "Down", hidden, visibleBias, layer.Input, Visible, "Visible", moment,
        keepsMeans, draws);

    private Units Step(
        string method, int from, int? bias, Shape shape, string words, string member, Moment moment, bool keepsMeans,
        bool draws)
    {
        var number = stream++;
        var units = new Units(
            keepsMeans ? Tensor($"{words} means {moment.Words}", member + moment.Member, shape) : null,
            draws ? Tensor($"drawn {words} units {moment.Words}", member + moment.Member + "Drawn", shape) : null);
        builder.Add(new GibbsStep(
            layer.Covers, method, layer.ShapeName, number, from, weights, bias, units.Means, units.Drawn));
        return units;
    }

    private int Tensor(string words, string member, Shape shape) => builder.Tensor(
        $"{layer.Name}'s {words}", MemberName.Of(layer.Name) + member, shape, TensorKind.Activation);

    private ContrastSparsity? Sparsity()
    {
        if (Stage.Sparsity is not { } target)
        {
            return null;
        }

        var start = new Initialization(InitializationKind.Constant, High: target.Target);
        var activity = builder.Statistic(
            layer.Name, "activity", Shape.Features(layer.HiddenUnits), start, ActivityMomentum);
        return new ContrastSparsity(
            target.Target, target.Weight, ActivityMomentum, activity, builder.StatisticOfBatch(activity));
    }

    /// <summary>Where in the chains units stand.</summary>
    /// <param name="Member">Behind the name of a place in memory.</param>
    private sealed record Moment(string Member, string Words);

    /// <summary>Units of one layer after a half-step.</summary>
    private readonly record struct Units(int? Means, int? Drawn)
    {
        /// <summary>What the next half-step reads.</summary>
        public int Driving => Drawn ?? Means!.Value;
    }
}
