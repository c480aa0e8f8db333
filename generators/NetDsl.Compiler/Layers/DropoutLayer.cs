using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Layers;

/// <summary>`dropout 0.5`: in training each value is 0 with this probability, and is else divided by 1 − rate.</summary>
public sealed record DropoutLayer(string Name, string? Documentation, Shape Input, double Rate)
    : Layer(Name, Documentation, Input, Input)
{
    public override bool IsInPlace => true;

    public override string Description => $"dropout {Text.Real(Rate)}";

    // as it is read where it is left out, in inference
    public override ValueRange RangeOf(IReadOnlyList<ValueRange> inputs) => inputs[0];

    public override int Lower(ProgramBuilder builder, int input)
    {
        if (!builder.IsTraining)
        {
            return input;
        }

        var output = builder.Tensor(Name, Output);
        builder.Add(new Drop(Covers, false, Rate, builder.LayerIndex, (int)Output.Count, input, output));
        return output;
    }
}

internal sealed class DropoutLayerKind : LayerKind
{
    public override string Keyword => "dropout";

    public override string Example => "dropout 0.5";

    public override AttributeSpec Positional { get; } = new("rate");

    public override LayerBinding Bind(LayerContext context)
    {
        var rate = context.Arguments.Real("rate", RealRange.BelowOne);
        return context.Input is { } input && !context.Arguments.Failed
            ? LayerBinding.Of(new DropoutLayer(context.Name, context.Documentation, input, rate))
            : LayerBinding.Failed(context.Input);
    }
}
