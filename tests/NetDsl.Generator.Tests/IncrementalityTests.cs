using Microsoft.CodeAnalysis;

namespace NetDsl.Generator.Tests;

public sealed class IncrementalityTests
{
    private static readonly string[] AllSteps =
    [
        Steps.LoadFiles, Steps.ParseFiles, Steps.CollectExports, Steps.BindModels, Steps.ReportDiagnostics,
        Steps.SelectModels, Steps.PlanKernels,
    ];

    private readonly GeneratorRun run = new(("lenet5.net", Sources.LeNet5), ("mlp.net", Sources.Mlp));

    [Fact]
    public void Editing_csharp_leaves_every_step_cached()
    {
        run.EditCSharp("class Unrelated { }");

        Assert.All(AllSteps, step => Assert.All(run.Reasons(step), AssertOld));
        Assert.All(run.OutputReasons(), AssertOld);
    }

    [Fact]
    public void Editing_a_comment_leaves_the_output_cached()
    {
        run.EditFile("lenet5.net", text => text.Replace("\n\n", "\n// nothing to compile\n\n"));

        Assert.Contains(IncrementalStepRunReason.Modified, run.Reasons(Steps.ParseFiles));
        Assert.All(run.Reasons(Steps.SelectModels), AssertOld);
        Assert.All(run.Reasons(Steps.PlanKernels), AssertOld);
        Assert.All(run.OutputReasons(), AssertOld);
    }

    [Fact]
    public void Editing_one_file_leaves_the_others_output_cached()
    {
        run.EditFile("mlp.net", text => text.Replace("dense 500", "dense 400"));

        Assert.Equal(1, run.Reasons(Steps.PlanKernels).Count(reason => reason == IncrementalStepRunReason.Modified));
        Assert.Equal(1, run.Reasons(Steps.PlanKernels).Count(reason => reason == IncrementalStepRunReason.Cached));
        Assert.Contains("over 1000", run.Text("Mlp.g.cs"));
        Assert.Contains("400 units", run.Text("Mlp.g.cs"));
    }

    [Fact]
    public void Change_of_diagnostics_alone_makes_nothing_new()
    {
        run.EditFile("mlp.net", text => text + "\nschedule Lost for Nothing { batch 1 }");

        Assert.NotEmpty(run.Diagnostics);
        Assert.All(run.Reasons(Steps.PlanKernels), AssertOld);
    }

    private static void AssertOld(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"ran again: {reason}");
}
