using Microsoft.CodeAnalysis;

namespace NetDsl.Generator.Tests;

public sealed class IncrementalityTests
{
    private static readonly string[] AllSteps =
    [
        Steps.LoadFiles, Steps.ParseFiles, Steps.LinkFiles, Steps.CollectExports, Steps.BindModels,
        Steps.ReportDiagnostics, Steps.SelectModels, Steps.PlanKernels,
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

    [Fact]
    public void Editing_a_file_binds_again_only_those_that_import_it()
    {
        var importing = new GeneratorRun(
            ("blocks.net", "const width = 8\nblock Unit(units) { dense units; relu }"),
            ("more.net", "import \"blocks.net\"\nconst wide = 2*width"),
            ("narrow.net", "import \"blocks.net\"; network Narrow { input a 4; Unit(width); output b = dense 2 softmax }"),
            ("wide.net", "import \"more.net\"\nnetwork Wide { input a 4; dense wide; output b = dense 2 softmax }"),
            ("lenet5.net", Sources.LeNet5));
        importing.EditFile("blocks.net", text => "// a comment\n" + text);

        Assert.Equal(4, Count(importing, Steps.LinkFiles, IncrementalStepRunReason.Modified));
        Assert.Equal(1, Count(importing, Steps.BindModels, IncrementalStepRunReason.Cached));
        Assert.All(importing.Reasons(Steps.SelectModels), AssertOld);
        Assert.All(importing.OutputReasons(), AssertOld);

        importing.EditFile("blocks.net", text => text.Replace("width = 8", "width = 9"));

        Assert.Equal(2, Count(importing, Steps.PlanKernels, IncrementalStepRunReason.Modified));
        Assert.Equal(1, Count(importing, Steps.PlanKernels, IncrementalStepRunReason.Cached));
        Assert.Contains("9 units", importing.Text("Narrow.g.cs"));
        Assert.Contains("18 units", importing.Text("Wide.g.cs"));
    }

    [Fact]
    public void Editing_a_file_that_imports_leaves_the_output_of_the_imported_cached()
    {
        var importing = new GeneratorRun(
            ("blocks.net", "const width = 8\nnetwork Net { input a 4; dense width; output b = dense 2 softmax }"),
            ("other.net", "import \"blocks.net\"\nnetwork Other { input a 4; dense width; output b = dense 2 softmax }"));
        importing.EditFile("other.net", text => text.Replace("dense width", "dense 2*width"));

        Assert.Equal(1, Count(importing, Steps.BindModels, IncrementalStepRunReason.Cached));
        Assert.Equal(1, Count(importing, Steps.PlanKernels, IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void Editing_a_network_makes_those_anew_that_extend_it()
    {
        const string unit = "block Unit(units) { dense units; relu }";
        const string origin = "import \"unit.net\"\nnetwork Origin { input a 4; Unit(8); output b = dense 2 softmax }";
        var extending = new GeneratorRun(
            ("origin.net", origin), ("unit.net", unit), ("lenet5.net", Sources.LeNet5),
            ("second.net", "network Second extends Origin { replace b with dense 3 }"),
            ("third.net", "network Third extends Second { replace b with dense 4 }"));
        extending.EditFile("unit.net", text => "// a comment\n" + text);

        Assert.Empty(extending.Diagnostics);
        Assert.Equal(1, Count(extending, Steps.BindModels, IncrementalStepRunReason.Cached));
        Assert.All(extending.Reasons(Steps.SelectModels), AssertOld);
        Assert.All(extending.OutputReasons(), AssertOld);

        extending.EditFile("origin.net", text => text.Replace("Unit(8)", "Unit(9)"));

        Assert.Equal(3, Count(extending, Steps.PlanKernels, IncrementalStepRunReason.Modified));
        Assert.Equal(1, Count(extending, Steps.PlanKernels, IncrementalStepRunReason.Cached));
        Assert.Contains("4 units over 9", extending.Text("Third.g.cs"));

        extending.EditFile("second.net", text => text.Replace("dense 3", "dense 5"));

        Assert.Equal(1, Count(extending, Steps.PlanKernels, IncrementalStepRunReason.Modified));
        Assert.Equal(3, Count(extending, Steps.PlanKernels, IncrementalStepRunReason.Cached));
    }

    private static int Count(GeneratorRun run, string step, IncrementalStepRunReason wanted) =>
        run.Reasons(step).Count(reason => reason == wanted);

    private static void AssertOld(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"ran again: {reason}");
}
