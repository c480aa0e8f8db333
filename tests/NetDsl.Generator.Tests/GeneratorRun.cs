using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetDsl.Generator;

namespace NetDsl.Generator.Tests;

/// <summary>The generator over a project in memory; each change runs it again, as an editor does.</summary>
internal sealed class GeneratorRun
{
    private readonly CSharpParseOptions parse;
    private readonly Dictionary<string, TextInMemory> files = [];
    private GeneratorDriver driver;

    public GeneratorRun(params (string Path, string Text)[] sources)
        : this(new ProjectProperties(), sources)
    {
    }

    public GeneratorRun(ProjectProperties properties, params (string Path, string Text)[] sources)
    {
        parse = new CSharpParseOptions(properties.Language, DocumentationMode.Diagnose);
        foreach (var (path, text) in sources)
        {
            files.Add(path, new TextInMemory(path, text));
        }

        Compilation = CSharpCompilation.Create(
            "Reader",
            [],
            [
                .. Net100.References.All,
                MetadataReference.CreateFromFile(typeof(NetDsl.Model).Assembly.Location),
                MetadataReference.CreateFromFile(typeof(NetDsl.Gpu.IGpuProgram).Assembly.Location),
            ],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: properties.Nullable,
                warningLevel: 9999));
        driver = CSharpGeneratorDriver.Create(
            [new NetDslGenerator().AsSourceGenerator()],
            files.Values,
            parse,
            properties,
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        Run();
    }

    public Compilation Compilation { get; private set; }

    public Compilation Output { get; private set; } = null!;

    public ImmutableArray<Diagnostic> Diagnostics { get; private set; }

    public GeneratorRunResult Result => driver.GetRunResult().Results.Single();

    /// <summary>The generated text with this name.</summary>
    public string Text(string hintName) =>
        Result.GeneratedSources.Single(source => source.HintName == hintName).SourceText.ToString();

    public void EditCSharp(string text)
    {
        Compilation = Compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(CSharpSyntaxTree.ParseText(text, parse));
        Run();
    }

    public void EditFile(string path, Func<string, string> edit)
    {
        var edited = new TextInMemory(path, edit(files[path].Content));
        driver = driver.ReplaceAdditionalText(files[path], edited);
        files[path] = edited;
        Run();
    }

    /// <summary>Why each output of a step was there in the last run.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) =>
        [.. Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];

    /// <summary>The same for the texts themselves.</summary>
    public IReadOnlyList<IncrementalStepRunReason> OutputReasons() =>
        [.. Result.TrackedOutputSteps.SelectMany(steps => steps.Value).SelectMany(run => run.Outputs).Select(output => output.Reason)];

    private void Run()
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(Compilation, out var output, out var diagnostics);
        (Output, Diagnostics) = (output, diagnostics);
    }
}
