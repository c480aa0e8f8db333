using Microsoft.CodeAnalysis;

namespace NetDsl.Generator.Tests;

/// <summary>What a schedule starts from, as its value says it.</summary>
public sealed class LoadOutputTests
{
    [Fact]
    public void What_is_written_compiles()
    {
        var run = new GeneratorRun(("letters.net", Sources.Transfer));

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden));
    }

    [Fact]
    public void File_with_signs_that_literals_escape_compiles()
    {
        var path = "C:\\new\\täst\u2028.safetensors";
        var run = new GeneratorRun(("letters.net", Sources.Transfer.Replace("weights/shapes.safetensors", path)));

        Assert.Contains("\"C:\\\\new\\\\täst\\u2028.safetensors\"", run.Text("Letters.Schedules.g.cs"));
        Assert.Empty(run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden));
    }
}
