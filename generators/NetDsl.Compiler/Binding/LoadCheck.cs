using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Updates;

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
            (range, descriptor, arguments) =>
            {
                if (!IsLeftOut(except.Ranges[range], network))
                {
                    found.Add(new LoadFinding(descriptor, range, arguments));
                }
            },
            (range, better) => found.Add(new LoadFinding(
                Descriptors.NothingToLeaveOut, range, [Excerpt.Of(except.Ranges[range].ToString()), better])));
        var left = new HashSet<string>(except.In(network.Layers).Select(layer => layer.Name));
        if (found.Count == 0 && network.Layers.All(layer => layer.ParameterCount == 0 || left.Contains(layer.Name)))
        {
            found.Add(new LoadFinding(Descriptors.NothingLoaded, null, [Excerpt.Of(load.File), network.Name]));
        }

        return found;
    }

    /// <summary>Whether a name means no layer of the network, but one that it left out of those that it extends: files
    /// of theirs hold it.</summary>
    public static bool IsLeftOut(LayerRange range, Network network) =>
        range.Last is null
        && LayerRange.IndexOf(network.Layers, range.First, last: false) < 0
        && network.LeftOut.Any(name =>
            name == range.First || name.StartsWith(range.First + "_", StringComparison.Ordinal));
}

/// <summary>One thing wrong.</summary>
/// <param name="Range">The number of the range of layers; null for the whole statement.</param>
internal sealed record LoadFinding(DiagnosticDescriptor Descriptor, int? Range, object[] Arguments);
