using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetDsl.Benchmarks.Generator;

/// <summary>How long the source generator takes for a file, from its text to the C#: the first time in a process, and at
/// an edit.</summary>
internal static partial class FileBenchmark
{
    private const int Edits = 11;

    /// <summary>Measures one file; what it imports is read from the same folder.</summary>
    /// <returns>Milliseconds of the first run and of an edit, the median; characters that a project of the CPU alone
    /// gets, and those of the GPU's files.</returns>
    public static (double Cold, double Edit, int CpuCharacters, int GpuCharacters) Run(ShippedCompiler compiler, string path)
    {
        var compilation = CSharpCompilation.Create(
            "Benchmark",
            [CSharpSyntaxTree.ParseText("internal static class Program { private static void Main() { } }")],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);
        var text = File.ReadAllText(path);
        AdditionalText file = new NetFile(path, text);
        AdditionalText[] files = Imported().IsMatch(text)
            ? [file, .. Directory.GetFiles(Path.GetDirectoryName(path)!, "*.net")
                .Where(other => other != path).Select(other => new NetFile(other, File.ReadAllText(other)))]
            : [file];

        // Roslyn is precompiled in the SDK but not in its package: its own start is not the generator's.
        CSharpGeneratorDriver.Create([new EmptyGenerator().AsSourceGenerator()], files, optionsProvider: new BuildOptions())
            .RunGenerators(compilation);
        var clock = Stopwatch.StartNew();
        var driver = CSharpGeneratorDriver
            .Create([compiler.LoadGenerator().AsSourceGenerator()], files, optionsProvider: new BuildOptions())
            .RunGenerators(compilation);
        var cold = clock.Elapsed.TotalMilliseconds;
        var result = driver.GetRunResult();
        if (result.Diagnostics.FirstOrDefault(found => found.Severity == DiagnosticSeverity.Error) is { } error)
        {
            throw new InvalidOperationException($"{path} is refused: {error}");
        }

        var network = Networks().Matches(text)[^1].Groups[1].Value;
        var edits = new double[Edits];
        for (var edit = 0; edit < Edits; edit++)
        {
            // another schedule of the network: all of it is written again
            var edited = new NetFile(
                path, $"{text}\nschedule Edit{edit} for {network} {{ batch 16; finetune {{ optimizer sgd rate 0.1; epochs 1 }} }}\n");
            clock.Restart();
            driver = driver.ReplaceAdditionalText(file, edited).RunGenerators(compilation);
            edits[edit] = clock.Elapsed.TotalMilliseconds;
            file = edited;
        }

        return (
            cold,
            Contests.Median.Of(edits),
            result.GeneratedTrees.Where(tree => !IsOfGpu(tree)).Sum(tree => tree.Length),
            result.GeneratedTrees.Where(IsOfGpu).Sum(tree => tree.Length));
    }

    private static bool IsOfGpu(SyntaxTree tree) => tree.FilePath.EndsWith(".Gpu.g.cs", StringComparison.Ordinal);

    [GeneratedRegex(@"^import ", RegexOptions.Multiline)]
    private static partial Regex Imported();

    [GeneratedRegex(@"^network (\w+)", RegexOptions.Multiline)]
    private static partial Regex Networks();
}
