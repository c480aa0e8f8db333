using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Projects;

namespace NetDsl.Compiler.Diagnostics;

/// <summary>What is wrong in one file.</summary>
public sealed record FileDiagnostics(string Path, EquatableArray<Diagnostic> Diagnostics)
{
    /// <summary>What was found in a file as it was parsed and bound.</summary>
    public static FileDiagnostics Of(ProjectFile file, BoundFile bound) =>
        new(file.Path, file.Parsed.Diagnostics.Concat(bound.Diagnostics).ToEquatableArray());

    /// <summary>Puts each diagnostic of a project's files into the file where it stands, in the order of that file. One
    /// that several files have found, each in a use of its own of the same block, stands there once.</summary>
    /// <returns>The files in the same order.</returns>
    public static IReadOnlyList<FileDiagnostics> Sort(IReadOnlyList<FileDiagnostics> found)
    {
        if (found.All(file => file.Diagnostics.Count == 0))
        {
            return found;
        }

        var shown = new List<Shown>();
        var places = new Dictionary<string, Shown>();
        foreach (var file in found)
        {
            shown.Add(new Shown([.. file.Diagnostics.Where(diagnostic => diagnostic.Elsewhere is null)]));
            places[file.Path] = shown[shown.Count - 1];
        }

        foreach (var file in found.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            foreach (var diagnostic in file.Diagnostics)
            {
                if (diagnostic.Elsewhere is { } path && places.TryGetValue(path, out var place))
                {
                    place.AddOnce(diagnostic with { Elsewhere = null });
                }
            }
        }

        return [.. found.Select((file, index) => new FileDiagnostics(file.Path, shown[index].InOrder()))];
    }

    private sealed class Shown(List<Diagnostic> diagnostics)
    {
        private HashSet<string>? keys;

        public void AddOnce(Diagnostic diagnostic)
        {
            keys ??= [.. diagnostics.Select(Key)];
            if (keys.Add(Key(diagnostic)))
            {
                diagnostics.Add(diagnostic);
            }
        }

        public EquatableArray<Diagnostic> InOrder() =>
            diagnostics.OrderBy(diagnostic => diagnostic.Span.Start).ToEquatableArray();

        private static string Key(Diagnostic diagnostic) =>
            FormattableString.Invariant($"{diagnostic.Id} {diagnostic.Span.Start} {diagnostic.Span.End}");
    }
}
