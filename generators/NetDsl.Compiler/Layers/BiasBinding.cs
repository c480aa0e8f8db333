using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Diagnostics;

namespace NetDsl.Compiler.Layers;

/// <summary>`bias` and `nobias` of layers with weights: without either there is a bias, but directly in front of a
/// batchnorm, which would take it away again with each channel's mean.</summary>
internal static class BiasBinding
{
    public static readonly IReadOnlyList<AttributeSpec> Attributes =
        [AttributeSpec.Flag("bias"), AttributeSpec.Flag("nobias")];

    /// <summary>Whether the layer has a bias.</summary>
    public static bool Read(LayerContext context)
    {
        var arguments = context.Arguments;
        var (isStated, isExcluded) = (arguments.Has("bias"), arguments.Has("nobias"));
        if (isStated && isExcluded)
        {
            arguments.Report(
                Descriptors.ConflictingAttributes, arguments.SpanOf("nobias"), "bias", "nobias", "state one of them");
        }
        else if (isStated && context.IsBeforeNormalization)
        {
            arguments.Report(Descriptors.BiasBeforeNormalization, arguments.SpanOf("bias"), context.Name);
        }

        return isStated || (!isExcluded && !context.IsBeforeNormalization);
    }
}
