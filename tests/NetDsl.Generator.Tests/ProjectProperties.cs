using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NetDsl.Generator.Tests;

/// <summary>What MSBuild tells the generator.</summary>
internal sealed class ProjectProperties : AnalyzerConfigOptionsProvider
{
    public string RootNamespace { get; init; } = "Reader";

    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public bool Gpu { get; init; } = true;

    public bool Fuse { get; init; } = true;

    public override AnalyzerConfigOptions GlobalOptions => new Options(new()
    {
        ["build_property.RootNamespace"] = RootNamespace,
        ["build_property.NetDslGpu"] = Gpu ? "true" : "",
        ["build_property.NetDslFuse"] = Fuse ? "" : "false",
    });

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options([]);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options([]);

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) =>
            values.TryGetValue(key, out value);
    }
}
