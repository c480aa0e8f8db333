using System.Collections.Immutable;
using NetDsl.Compiler.Binding;

namespace NetDsl.Generator;

/// <summary>One network to be written.</summary>
/// <param name="HintName">What its files' names start with; unique in the project, whatever the case of letters.</param>
/// <param name="FileName">The `.net` file's.</param>
/// <param name="Network">Null where it has errors.</param>
/// <param name="Broken">Null where it has none.</param>
internal sealed record Model(string HintName, string FileName, bool IsFused, Network? Network, BrokenNetwork? Broken)
{
    public string Name => Network?.Name ?? Broken!.Name;

    /// <summary>The project's networks; of one name only the first, as a second is reported.</summary>
    public static IEnumerable<Model> FromAll(ImmutableArray<BoundSource> sources)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var hints = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var models = sources.OrderBy(source => source.Path, StringComparer.Ordinal).SelectMany(From);
        foreach (var model in models.OrderBy(model => model.Broken is null ? 0 : 1).Where(model => names.Add(model.Name)))
        {
            var hint = model.Name;
            while (!hints.Add(hint))
            {
                hint += "_";
            }

            yield return model with { HintName = hint };
        }
    }

    private static IEnumerable<Model> From(BoundSource source)
    {
        var file = Path.GetFileName(source.Path);
        return source.Networks.Select(network => new Model("", file, source.IsFused, network, null))
            .Concat(source.BrokenNetworks.Select(broken => new Model("", file, source.IsFused, null, broken)));
    }
}
