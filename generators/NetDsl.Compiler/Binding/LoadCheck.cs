using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;

namespace NetDsl.Compiler.Binding;

/// <summary>What is wrong between the layers that a schedule's `load` leaves out and the network that it is
/// for.</summary>
internal static class LoadCheck
{
    public static IReadOnlyList<LoadFinding> Run(WeightLoad load, Network network)
    {
        var found = new List<LoadFinding>();
        if (load.Except is not { } except)
        {
            return found;
        }

        LayerSetCheck.Run(
            network, except,
            (range, descriptor, arguments) => found.Add(new LoadFinding(descriptor, range, arguments)),
            (range, better) => found.Add(new LoadFinding(
                Descriptors.NothingToLeaveOut, range, [Excerpt.Of(except.Ranges[range].ToString()), better])));
        var left = new HashSet<string>(except.In(network.Layers).Select(layer => layer.Name));
        if (found.Count == 0 && network.Layers.All(layer => layer.ParameterCount == 0 || left.Contains(layer.Name)))
        {
            found.Add(new LoadFinding(Descriptors.NothingLoaded, null, [Excerpt.Of(load.File), network.Name]));
        }

        return found;
    }
}

/// <summary>One thing wrong.</summary>
/// <param name="Range">The number of the range of layers; null for the whole statement.</param>
internal sealed record LoadFinding(DiagnosticDescriptor Descriptor, int? Range, object[] Arguments);
