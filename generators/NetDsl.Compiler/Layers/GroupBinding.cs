using NetDsl.Compiler.Diagnostics;

namespace NetDsl.Compiler.Layers;

/// <summary>`groups G`</summary>
internal static class GroupBinding
{
    /// <summary>Whether channels and filters come out even; reported where not.</summary>
    public static bool Divide(LayerContext context, int groups, int channels, int filters)
    {
        if (channels % groups == 0 && filters % groups == 0)
        {
            return true;
        }

        var wrong = channels % groups != 0
            ? $"the {Text.Count(channels)} channels of {context.Source}"
            : $"its {Text.Count(filters)} filters";
        context.Arguments.Report(
            Descriptors.UnevenGroups, context.Arguments.SpanOf("groups"), Text.Count(groups), wrong);
        return false;
    }
}
