using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Layers;

/// <summary>`relu`, `leakyrelu 0.1`, `elu`, `gelu`, `softplus`, `sigmoid`, `tanh`: one value in, one value
/// out.</summary>
/// <param name="Slope">A leaky relu's, below 0; else 0.</param>
public sealed record ActivationLayer(
    string Name, string? Documentation, Shape Input, ActivationKind Kind, double Slope = 0)
    : Layer(Name, Documentation, Input, Input)
{
    private const string SlopeEnding = "Slope";

    /// <summary>Whether He's initialisation is right in front of it: half the values or more pass as they
    /// are.</summary>
    public bool IsRectifier => Rectifies(Kind);

    public override bool IsInPlace => true;

    public override string Description =>
        Kind == ActivationKind.LeakyRelu ? $"leakyrelu {Text.Real(Slope)}" : Kind.ToString().ToLowerInvariant();

    public override ValueRange RangeOf(IReadOnlyList<ValueRange> inputs) => Kind switch
    {
        ActivationKind.Sigmoid => ValueRange.Share,
        ActivationKind.Tanh => new ValueRange(-1, 1),
        ActivationKind.Relu => new ValueRange(Math.Max(0, inputs[0].Low), Math.Max(0, inputs[0].High)),
        _ => ValueRange.Any,
    };

    public override int Lower(ProgramBuilder builder, int input)
    {
        var output = builder.Tensor(Name, Output);
        var keepsInput = Kind == ActivationKind.Gelu;
        builder.Add(new Activate(Covers, Function(builder), keepsInput, (int)Output.Count, input, output));
        return output;
    }

    internal static bool Rectifies(ActivationKind kind) =>
        kind is ActivationKind.Relu or ActivationKind.LeakyRelu or ActivationKind.Elu or ActivationKind.Gelu;

    /// <summary>The runtime's struct, as kernels' type arguments name it.</summary>
    private string Function(ProgramBuilder builder)
    {
        if (Kind != ActivationKind.LeakyRelu)
        {
            return Kind.ToString();
        }

        var slope = ShapeDeclaration.OfReal(
            MemberName.Of(Name) + SlopeEnding, "ISlope", $"{Name}: {Description}.", "Value", Slope);
        builder.Declare(slope);
        return $"{Kind}<{slope.Name}>";
    }
}

public enum ActivationKind
{
    Relu,
    LeakyRelu,
    Elu,
    Gelu,
    Softplus,
    Sigmoid,
    Tanh,
}

internal class ActivationLayerKind(string keyword, ActivationKind kind) : LayerKind
{
    public override string Keyword => keyword;

    public override string Example => keyword;

    public bool IsRectifier => ActivationLayer.Rectifies(kind);

    /// <summary>As the last word of another layer's statement.</summary>
    public AttributeSpec Suffix => new(keyword, Positional?.Values ?? 0, Group: "an activation");

    public override LayerBinding Bind(LayerContext context)
    {
        var slope = Slope(context.Arguments);
        return context.Input is { } input && !context.Arguments.Failed
            ? LayerBinding.Of(new ActivationLayer(context.Name, context.Documentation, input, kind, slope))
            : LayerBinding.Failed(context.Input);
    }

    /// <summary>What the statement says of it, or the default.</summary>
    protected virtual double Slope(Arguments arguments) => 0;
}

/// <summary>The slope's default, 0.01, is that of Maas et al. 2013.</summary>
internal sealed class LeakyReluLayerKind() : ActivationLayerKind("leakyrelu", ActivationKind.LeakyRelu)
{
    private const double DefaultSlope = 0.01;

    public override string Example => "leakyrelu 0.01";

    public override AttributeSpec Positional { get; } = new("slope");

    protected override double Slope(Arguments arguments) => arguments.Real("slope", RealRange.Positive, DefaultSlope);
}
