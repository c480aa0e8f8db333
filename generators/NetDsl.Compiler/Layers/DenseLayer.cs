using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Layers;

/// <summary>`dense 120`: y = W·x + b over all the input's values, W [units, inputs] as in PyTorch.</summary>
public sealed record DenseLayer(
    string Name,
    string? Documentation,
    Shape Input,
    Shape Output,
    bool HasBias,
    Initialization Initialization) : Layer(Name, Documentation, Input, Output)
{
    public int Inputs => (int)Input.Count;

    public int Units => Output.Sizes[0];

    public override string ParametersType => HasBias ? "DenseParameters" : "WeightParameters";

    public override long ParameterCount => (long)Inputs * Units + (HasBias ? Units : 0);

    public override long MultiplyAdds => (long)Inputs * Units;

    public override string Description => $"{Text.Count(Units)} {(Units == 1 ? "unit" : "units")} over {Input}";

    /// <summary>The struct of its sizes.</summary>
    internal ShapeDeclaration Sizes => ShapeDeclaration.Of(
        MemberName.Of(Name) + "Shape", "IDenseShape", $"{Name}: {Description}.",
        [("Inputs", Inputs), ("Outputs", Units)]);

    public override int Lower(ProgramBuilder builder, int input) =>
        builder.Lower(this, input, Linear.DenseCore, Sizes, Weights(builder), HasBias ? Units : null);

    /// <summary>Its weights among the program's parameters.</summary>
    internal int Weights(ProgramBuilder builder) =>
        builder.Weights(Name, new Shape(new EquatableArray<int>([Units, Inputs])), Initialization, Inputs, Units);
}

internal sealed class DenseLayerKind : LayerKind
{
    public override string Keyword => "dense";

    public override string Example => "dense 120";

    public override AttributeSpec Positional { get; } = new("number of units");

    public override IReadOnlyList<AttributeSpec> Attributes { get; } =
        [.. BiasBinding.Attributes, InitializationBinding.Attribute];

    public override bool TakesActivation => true;

    public override LayerBinding Bind(LayerContext context)
    {
        var hadErrors = context.Arguments.Failed;
        var units = context.Arguments.Integer("number of units", 1, Limits.Size);
        var areUnitsKnown = context.Arguments.Has("number of units") && context.Arguments.Failed == hadErrors;
        var output = areUnitsKnown ? Shape.Features((int)units) : default(Shape?);
        var hasBias = BiasBinding.Read(context);
        var initialization = InitializationBinding.Read(context);
        if (context.Input is not { } input || output is not { } known || context.Arguments.Failed)
        {
            return LayerBinding.Failed(output);
        }

        var layer = new DenseLayer(context.Name, context.Documentation, input, known, hasBias, initialization);
        return context.Fits(Limits.Product(input.Count, units), units)
            ? LayerBinding.Of(layer) : LayerBinding.Failed(output);
    }
}
