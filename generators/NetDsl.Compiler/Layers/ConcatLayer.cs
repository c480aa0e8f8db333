using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Layers;

/// <summary>`concat { branch { … } branch { … } }`: one behind the other, channel by channel, or feature by feature
/// (Szegedy et al. 2015).</summary>
/// <param name="Parts">The values of an example that each input has.</param>
public sealed record ConcatLayer(
    string Name, string? Documentation, Shape Input, Shape Output, EquatableArray<int> Parts)
    : JoinLayer(Name, Documentation, Input, Output, Parts.Count)
{
    public override bool IsInPlace => true;

    public override string Description => $"concatenation of {Text.Count(Count)}";

    public override ValueRange RangeOf(IReadOnlyList<ValueRange> inputs) =>
        inputs.Aggregate((all, next) => all.With(next));

    public override int Lower(ProgramBuilder builder, int[] inputs)
    {
        var output = builder.Tensor(Name, Output);
        builder.Add(new Concatenate(Covers, new(inputs), Parts, output));
        return output;
    }
}

internal sealed class ConcatLayerKind : JoinLayerKind
{
    public override string Keyword => "concat";

    public override Layer? Join(LayerContext context, IReadOnlyList<Flow> joined)
    {
        var first = joined[0].Shape!;
        var channels = 0L;
        foreach (var flow in joined)
        {
            var shape = flow.Shape!;
            if (shape.Rank != first.Rank || shape.Rank > 1 && (shape.Height != first.Height || shape.Width != first.Width))
            {
                return Refuse(context, "shapes that differ in their channels alone", joined[0], flow);
            }

            channels += shape.Channels;
        }

        if (!context.Fits(0, Limits.Product(channels, first.Count / first.Channels)))
        {
            return null;
        }

        var parts = joined.Select(flow => (int)flow.Shape!.Count).ToEquatableArray();
        return new ConcatLayer(context.Name, context.Documentation, first, first.WithChannels((int)channels), parts);
    }
}
