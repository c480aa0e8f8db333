using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>Whether a network is no larger than the limits.</summary>
internal static class NetworkSize
{
    /// <param name="head">Of the network's statement.</param>
    public static void Require(string name, TextSpan head, IReadOnlyList<Layer> layers, DiagnosticBag diagnostics)
    {
        var parameters = layers.Sum(layer => layer.ParameterCount);
        var values = layers.Sum(layer => layer.Output.Count);
        if (parameters > Limits.Parameters || values > Limits.NetworkValues)
        {
            var isParameters = parameters > Limits.Parameters;
            diagnostics.Add(
                Descriptors.TooLarge, head, $"network {name}", Limits.Text(isParameters ? parameters : values),
                isParameters ? "parameters" : "values in its layers",
                Limits.Text(isParameters ? Limits.Parameters : Limits.NetworkValues));
        }
    }
}
