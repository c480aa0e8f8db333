using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Stages.Boltzmann;

/// <summary>A dense layer as the restricted Boltzmann machine that its pretraining makes of it: the layer's inputs are
/// the visible units, its units the hidden ones; its weights and bias are the model's, the visible units' bias and the
/// chains are the stage's.</summary>
/// <param name="Dense">The layer.</param>
/// <param name="Stage">What the file says of the stage.</param>
/// <param name="Chains">Persistent chains: examples of a step. 0 where they start at the data.</param>
internal sealed record BoltzmannLayer(DenseLayer Dense, BoltzmannStage Stage, int Chains)
    : Layer(Dense.Name, Dense.Documentation, Dense.Input, Dense.Output)
{
    public int VisibleUnits => Dense.Inputs;

    public int HiddenUnits => Dense.Units;

    /// <summary>Values of an example that inference gives: see <see cref="MeasureEnergy"/>.</summary>
    public int Measures => Stage.IsGaussian ? 2 : 3;

    public string ShapeName => MemberName.Of(Name) + "Shape";

    public override long ParameterCount => Dense.ParameterCount + VisibleUnits;

    public override string ParametersType => Dense.ParametersType;

    public override long MultiplyAdds => Dense.MultiplyAdds * 2;

    public override string Description =>
        $"{Text.Count(HiddenUnits)} hidden units over {Text.Count(VisibleUnits)} visible ones";

    public override int Lower(ProgramBuilder builder, int input) =>
        builder.IsTraining ? new ContrastLowering(this, builder, input).Lower() : LowerMeasures(builder, input);

    /// <summary>The layer as it is, back to the visible units without drawing any, and what both tell.</summary>
    private int LowerMeasures(ProgramBuilder builder, int input)
    {
        var weights = Dense.Weights(builder);
        var sums = builder.Lower(this, input, Linear.DenseCore, Dense.Sizes, weights, Dense.HasBias ? HiddenUnits : null);
        var hidden = builder.Tensor(Name + "'s means", MemberName.Of(Name) + "Means", Output, TensorKind.Activation);
        builder.Add(new Activate(Covers, "Sigmoid", KeepsInput: false, HiddenUnits, sums, hidden));
        var bias = builder.BiasOf(Name, ContrastLowering.Visible, VisibleUnits);
        var reconstruction = builder.Tensor(
            Name + "'s reconstruction", MemberName.Of(Name) + "Reconstruction", Input, TensorKind.Activation);
        builder.Add(new GibbsStep(
            Covers, Stage.IsGaussian ? "DownGaussian" : "Down", ShapeName, Stream: 0, hidden, weights, bias,
            reconstruction, Samples: null));
        var measures = builder.Tensor(
            Name + "'s measures", MemberName.Of(Name) + "Measures", Shape.Features(Measures), TensorKind.Activation);
        builder.Add(new MeasureEnergy(
            Covers, Stage.IsGaussian, ShapeName, input, sums, reconstruction, weights, bias, measures));
        return measures;
    }
}
