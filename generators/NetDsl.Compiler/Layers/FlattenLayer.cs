using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Layers;

/// <summary>`flatten`: the same values as features, channel by channel, row by row. No kernel: values lie so already.</summary>
public sealed record FlattenLayer(string Name, string? Documentation, Shape Input)
    : Layer(Name, Documentation, Input, Shape.Features((int)Input.Count))
{
    public override bool IsInPlace => true;

    public override string Description => $"flatten {Input}";

    public override ValueRange RangeOf(IReadOnlyList<ValueRange> inputs) => inputs[0];

    public override int Lower(ProgramBuilder builder, int input) => input;
}

internal sealed class FlattenLayerKind : LayerKind
{
    public override string Keyword => "flatten";

    public override string Example => "flatten";

    public override LayerBinding Bind(LayerContext context)
    {
        if (context.Input is not { } input)
        {
            return LayerBinding.Failed();
        }

        return context.Arguments.Failed
            ? LayerBinding.Failed(Shape.Features((int)input.Count))
            : LayerBinding.Of(new FlattenLayer(context.Name, context.Documentation, input));
    }
}
