using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Layers;

/// <summary>A layer that reads several others: `concat`, `add`.</summary>
public abstract record JoinLayer(string Name, string? Documentation, Shape Input, Shape Output, int Count)
    : Layer(Name, Documentation, Input, Output)
{
    public sealed override int Lower(ProgramBuilder builder, int input) =>
        throw new InvalidOperationException($"{Name} reads several tensors");

    public abstract override int Lower(ProgramBuilder builder, int[] inputs);
}

/// <summary>How a layer that reads several others is written: `add { branch { … } branch { … } }`, `add from a, b`.</summary>
internal abstract class JoinLayerKind : LayerKind
{
    public sealed override string Example => $"{Keyword} {{ branch {{ … }} branch {{ … }} }}";

    /// <summary>The layer, where the shapes of what it reads fit each other; else null, which is reported.</summary>
    public abstract Layer? Join(LayerContext context, IReadOnlyList<Flow> joined);

    public sealed override LayerBinding Bind(LayerContext context)
    {
        if (context.Joined.Any(flow => flow.Shape is null) || context.Arguments.Failed)
        {
            return LayerBinding.Failed();
        }

        return Join(context, context.Joined) is { } layer && context.Fits(0, layer.Output.Count)
            ? LayerBinding.Of(layer)
            : LayerBinding.Failed();
    }

    /// <summary>Reports the first value that does not fit the first one.</summary>
    protected static Layer? Refuse(LayerContext context, string rule, Flow first, Flow other)
    {
        context.Arguments.Report(
            Descriptors.ShapesDiffer, context.Arguments.Span, context.Arguments.Subject, rule, first.Source, $"{first.Shape}",
            other.Source, $"{other.Shape}");
        return null;
    }
}
