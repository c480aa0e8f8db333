using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Layers;

/// <summary>`relu`, `sigmoid`, `tanh`: one value in, one value out.</summary>
public sealed record ActivationLayer(string Name, string? Documentation, Shape Input, ActivationKind Kind)
    : Layer(Name, Documentation, Input, Input)
{
    public override string Description => Kind.ToString().ToLowerInvariant();

    public override int Lower(ProgramBuilder builder, int input)
    {
        var output = builder.Tensor(Name, Output);
        builder.Add(new Activate(Covers, Kind, (int)Output.Count, input, output));
        return output;
    }
}

public enum ActivationKind
{
    Relu,
    Sigmoid,
    Tanh,
}

internal sealed class ActivationLayerKind(string keyword, ActivationKind kind) : LayerKind
{
    public override string Keyword => keyword;

    public override string Example => keyword;

    public override LayerBinding Bind(LayerContext context) =>
        context.Input is { } input && !context.Arguments.Failed
            ? LayerBinding.Of(new ActivationLayer(context.Name, context.Documentation, input, kind))
            : LayerBinding.Failed(context.Input);
}
