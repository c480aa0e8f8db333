using Microsoft.CodeAnalysis;
using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Projects;

namespace NetDsl.Generator;

/// <summary>Compiles the `.net` files of a project. A thin layer: reads, calls the compiler, reports, adds what it wrote.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetDslGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var options = context.AnalyzerConfigOptionsProvider
            .Select(static (provider, _) => ProjectOptions.From(provider.GlobalOptions));

        var files = context.AdditionalTextsProvider
            .Where(static text => text.Path.EndsWith(".net", StringComparison.OrdinalIgnoreCase))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellation) => SourceFile.Load(pair.Left, pair.Right, cancellation))
            .WithTrackingName(Steps.LoadFiles);

        var parsed = files
            .Select(static (file, cancellation) => ParsedSource.Parse(file, cancellation.ThrowIfCancellationRequested))
            .WithTrackingName(Steps.ParseFiles);

        var project = parsed
            .Select(static (source, _) => source.File)
            .Collect()
            .Select(static (files, _) => new Project(files.ToEquatableArray()));

        var linked = parsed
            .Combine(project)
            .Select(static (pair, cancellation) =>
                LinkedSource.Link(pair.Left, pair.Right, cancellation.ThrowIfCancellationRequested))
            .WithTrackingName(Steps.LinkFiles);

        var exports = linked
            .Select(static (source, cancellation) => source.Export(cancellation.ThrowIfCancellationRequested))
            .Collect()
            .Select(static (files, _) => new ProjectExports(files.ToEquatableArray()))
            .WithTrackingName(Steps.CollectExports);

        var bound = linked
            .Combine(exports)
            .Combine(options.Select(static (options, _) => options.Namespace))
            .Select(static (all, cancellation) => BoundSource.Bind(
                all.Left.Left, all.Left.Right, all.Right, cancellation.ThrowIfCancellationRequested))
            .WithTrackingName(Steps.BindModels);

        var diagnostics = bound
            .Select(static (source, _) => source.Diagnostics)
            .Collect()
            .SelectMany(static (found, _) => FileDiagnostics.Sort(found))
            .WithTrackingName(Steps.ReportDiagnostics);
        context.RegisterSourceOutput(diagnostics, static (output, file) => DiagnosticReport.Report(output, file));

        var models = bound
            .Select(static (source, _) => source.WithoutDiagnostics())
            .Collect()
            .SelectMany(static (sources, _) => Model.FromAll(sources))
            .WithTrackingName(Steps.SelectModels);

        var plans = models
            .Select(static (model, cancellation) => PlannedModel.Plan(model, cancellation.ThrowIfCancellationRequested))
            .WithTrackingName(Steps.PlanKernels);
        context.RegisterSourceOutput(plans.Combine(options), static (output, pair) => pair.Left.Write(output, pair.Right));
    }
}
