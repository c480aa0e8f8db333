using Microsoft.CodeAnalysis.Diagnostics;
using NetDsl.Compiler.Emit;

namespace NetDsl.Generator;

/// <summary>What the project's properties say of the code to be written.</summary>
/// <param name="HasGpu">Whether the project references NetDsl.Gpu.</param>
internal sealed record ProjectOptions(string Namespace, bool HasGpu)
{
    public static ProjectOptions From(AnalyzerConfigOptions options) =>
        new(NamespaceName.Of(Property(options, "RootNamespace")), IsTrue(Property(options, "NetDslGpu")));

    /// <summary>Whether a file's operations are fused: its own metadata, else the project's property, else yes.</summary>
    public static bool IsFused(AnalyzerConfigOptions file, AnalyzerConfigOptions project) =>
        file.TryGetValue("build_metadata.AdditionalFiles.NetDslFuse", out var own) && own.Length > 0
            ? !IsFalse(own)
            : !IsFalse(Property(project, "NetDslFuse"));

    private static string Property(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_property." + name, out var value) ? value.Trim() : "";

    private static bool IsTrue(string value) => value.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static bool IsFalse(string value) => value.Trim().Equals("false", StringComparison.OrdinalIgnoreCase);
}
