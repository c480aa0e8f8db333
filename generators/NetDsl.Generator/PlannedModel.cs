using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Emit;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Passes;

namespace NetDsl.Generator;

/// <summary>A network's kernels, or what stands for it where there are none.</summary>
/// <param name="Failure">An error of the compiler's own, as a message.</param>
internal sealed record PlannedModel(Model Model, NetworkPlan? Kernels, string? Failure)
{
    public static PlannedModel Plan(Model model, Compiler.Checkpoint checkpoint)
    {
        try
        {
            var plan = model.Network is { } network
                ? Compiler.Passes.PlanKernels.Run(network, model.IsFused, checkpoint)
                : null;
            return new PlannedModel(model, plan, null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new PlannedModel(model, null, InternalError.Describe(error).Message);
        }
    }

    public void Write(SourceProductionContext output, ProjectOptions options)
    {
        var emit = new EmitOptions(options.Namespace, Model.FileName, options.HasGpu);
        var failure = Failure;
        var files = new List<GeneratedFile>();
        try
        {
            files.AddRange(Kernels is { } plan ? Emitter.Emit(plan, emit) : [StubEmitter.Emit(Stub(), emit)]);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            failure = InternalError.Describe(error).Message;
            files = [StubEmitter.Emit(Stub(), emit)];
        }

        if (failure is not null)
        {
            output.ReportDiagnostic(InternalError.ToRoslyn(failure));
        }

        foreach (var file in files)
        {
            output.CancellationToken.ThrowIfCancellationRequested();
            output.AddSource($"{Model.HintName}.{file.Ending}", SourceText.From(file.Content, Encoding.UTF8));
        }
    }

    private BrokenNetwork Stub() => Model.Broken ?? new BrokenNetwork(
        Model.Name,
        Model.Network!.InputName,
        Model.Network.Output.Name,
        Model.Network.Output.Labels,
        Model.Network.Layers.Select(layer => layer.Name).ToEquatableArray(),
        Model.Network.Schedules.Select(schedule => schedule.Name).ToEquatableArray());
}
