using System.Diagnostics;
using System.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetDsl.Benchmarks.Contests;

namespace NetDsl.Benchmarks.Generator;

/// <summary>How long the source generator takes for a network of twenty layers: the first time and at an edit.</summary>
internal static class GeneratorBenchmark
{
    private const string Path = "twenty.net";
    private const int Edits = 41;

    /// <summary>Measures; the cold figure is one only for the first call in a process.</summary>
    public static GeneratorResult Run(ShippedCompiler compiler)
    {
        var compilation = CSharpCompilation.Create(
            "Benchmark",
            [CSharpSyntaxTree.ParseText("internal static class Program { private static void Main() { } }")],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);

        // Roslyn is precompiled in the SDK but not in its package: its own start is not the generator's.
        Driver(new EmptyGenerator(), TwentyLayers.WithUnits(1)).RunGenerators(compilation);

        AdditionalText file = new NetFile(Path, TwentyLayers.WithUnits(512));
        var methods = JitInfo.GetCompiledMethodCount();
        var compiling = JitInfo.GetCompilationTime();
        var clock = Stopwatch.StartNew();
        var driver = Driver(compiler.LoadGenerator(), file).RunGenerators(compilation);
        var cold = new ColdRun(
            clock.Elapsed.TotalMilliseconds,
            (JitInfo.GetCompilationTime() - compiling).TotalMilliseconds,
            JitInfo.GetCompiledMethodCount() - methods);

        var result = driver.GetRunResult();
        if (!result.Diagnostics.IsEmpty)
        {
            throw new InvalidOperationException($"The benchmark's network is refused: {result.Diagnostics[0]}");
        }

        var edits = new double[Edits];
        for (var i = 0; i < Edits; i++)
        {
            var edited = new NetFile(Path, TwentyLayers.WithUnits(513 + i));
            clock.Restart();
            driver = driver.ReplaceAdditionalText(file, edited).RunGenerators(compilation);
            edits[i] = clock.Elapsed.TotalMilliseconds;
            file = edited;
        }

        return new GeneratorResult(cold, edits, [.. result.GeneratedTrees.Select(tree =>
            new GeneratedFile(System.IO.Path.GetFileName(tree.FilePath), tree.Length))]);
    }

    private static GeneratorDriver Driver(IIncrementalGenerator generator, string text) =>
        Driver(generator, new NetFile(Path, text));

    private static GeneratorDriver Driver(IIncrementalGenerator generator, AdditionalText file) =>
        CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], [file], optionsProvider: new BuildOptions());
}
