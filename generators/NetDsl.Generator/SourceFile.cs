using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NetDsl.Generator;

/// <summary>A `.net` file as it was read.</summary>
internal sealed record SourceFile(string Path, string Text, bool IsFused)
{
    public static SourceFile Load(
        AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellation) => new(
            file.Path,
            file.GetText(cancellation)?.ToString() ?? "",
            ProjectOptions.IsFused(options.GetOptions(file), options.GlobalOptions));
}
