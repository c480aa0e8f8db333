using Microsoft.CodeAnalysis;

namespace NetDsl.Generator.Tests.Campaigns;

/// <summary>Programs of one project through the generator and through Roslyn: each compiles without a warning, or has an
/// error of NetDsl's own at what is odd in it.</summary>
internal static class Campaign
{
    // of a project that is strict, and has aliases of its own, which no class beside namespaces may be called
    private const string Strict = "[assembly: System.CLSCompliant(true)]";
    private const string Aliases = """
        #pragma warning disable CS8981
        global using net = System.Text;
        global using cpu = System.Numerics;

        """;

    /// <summary>What went wrong, each with its program; empty where nothing did.</summary>
    public static IReadOnlyList<string> Check(IReadOnlyList<OddProgram> programs, ProjectProperties properties)
    {
        var files = programs.ToDictionary(program => program.Path);
        var run = new GeneratorRun(properties, [.. programs.Select(program => (program.Path, program.Text))]);
        run.EditCSharp((properties.RootNamespace.Length > 0 ? Aliases : "") + Strict);
        var failures = new List<string>();
        var emitted = run.Output.Emit(Stream.Null, xmlDocumentationStream: Stream.Null);
        foreach (var found in emitted.Diagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning))
        {
            var origin = found.Location.SourceTree is { } tree ? OriginOf(tree, files) : null;
            failures.Add($"{found.Id} {found.GetMessage()}\n  at `{LineOf(found)}`\n  {origin?.Text ?? "(no program)"}");
        }

        foreach (var found in run.Diagnostics.GroupBy(found => found.Location.GetLineSpan().Path))
        {
            var errors = found.Where(one => one.Severity == DiagnosticSeverity.Error).ToList();
            var isUnexpected = !files.TryGetValue(found.Key, out var program)
                || found.Any(one => one.Id == "NET9999")
                || errors.Count > 0 && !errors.Any(one => program.IsOdd(one));
            if (isUnexpected)
            {
                failures.Add($"{string.Join("; ", found)}\n  {program?.Text ?? "(no program)"}");
            }
        }

        return failures;
    }

    private static string LineOf(Diagnostic found) =>
        found.Location.SourceTree?.GetText().Lines[found.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim() ?? "";

    /// <summary>Generated files name the file that they are made of in their first line.</summary>
    private static OddProgram? OriginOf(SyntaxTree tree, Dictionary<string, OddProgram> files)
    {
        var head = tree.GetText().Lines[0].ToString();
        return files.Values.FirstOrDefault(program => head.Contains($">{program.FileName},", StringComparison.Ordinal));
    }
}
