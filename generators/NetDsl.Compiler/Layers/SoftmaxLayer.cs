using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Layers;

/// <summary>`softmax`: eˣ / Σ eˣ over the features, or over the channels of each pixel.</summary>
public sealed record SoftmaxLayer(string Name, string? Documentation, Shape Input)
    : Layer(Name, Documentation, Input, Input)
{
    public override string Description =>
        $"softmax over {Text.Count(Input.Channels)} {(Input.Rank == 1 ? "features" : "channels")}";

    public override ValueRange RangeOf(IReadOnlyList<ValueRange> inputs) => ValueRange.Share;

    public override int Lower(ProgramBuilder builder, int input)
    {
        var output = builder.Tensor(Name, Output);
        builder.Add(new Softmax(Covers, Input.Channels, (int)(Input.Count / Input.Channels), input, output));
        return output;
    }
}

internal sealed class SoftmaxLayerKind : LayerKind
{
    public override string Keyword => "softmax";

    public override string Example => "softmax";

    public override LayerBinding Bind(LayerContext context) =>
        context.Input is { } input && !context.Arguments.Failed
            ? LayerBinding.Of(new SoftmaxLayer(context.Name, context.Documentation, input))
            : LayerBinding.Failed(context.Input);
}
