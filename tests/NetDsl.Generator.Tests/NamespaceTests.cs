using Microsoft.CodeAnalysis;

namespace NetDsl.Generator.Tests;

/// <summary>A network that has the name of a namespace compiles, or NetDsl says what is wrong with the name.</summary>
public sealed class NamespaceTests
{
    private const string Network = "network NAME { input a 4; output b = dense 2 softmax { c d } }";

    [Theory]
    [InlineData("Tiny", "Tiny", "NET0181")]
    [InlineData("Acme.Tiny", "Acme", "NET0181")]
    [InlineData("Acme.Tiny", "Tiny", null)]
    [InlineData("event.Tiny", "Tiny", null)]
    [InlineData("Reader", "System", "NET0181")]
    [InlineData("Reader", "Program", "NET0181")]
    [InlineData("", "System", "NET0182")]
    [InlineData("", "NetDsl", "NET0182")]
    [InlineData("", "Microsoft", "NET0182")]
    [InlineData("", "net", "NET0049")]
    [InlineData("", "Tiny", null)]
    public void Network_named_as_a_namespace_is_told_so_and_generated_code_compiles(
        string rootNamespace, string name, string? id)
    {
        var run = Run(rootNamespace, name);
        Assert.Equal(id is null ? [] : [id], run.Diagnostics.Select(found => found.Id));
        Assert.DoesNotContain(run.Output.GetDiagnostics(), found => found.Severity >= DiagnosticSeverity.Warning);
    }

    [Fact]
    public void Warning_says_how_to_write_the_class_and_that_works()
    {
        var run = Run("Tiny", "Tiny");
        Assert.Contains("or write Tiny.Tiny", Assert.Single(run.Diagnostics).GetMessage(), StringComparison.Ordinal);
        run.EditCSharp("using Tiny; internal static class Use { private static object Make() => Tiny.Tiny.Create(); }");
        Assert.DoesNotContain(run.Output.GetDiagnostics(), found => found.Severity == DiagnosticSeverity.Error);
        run.EditCSharp("using Tiny; internal static class Use { private static object Make() => Tiny.Create(); }");
        Assert.Contains(run.Output.GetDiagnostics(), found => found.Id == "CS0234");
    }

    private static GeneratorRun Run(string rootNamespace, string name) => new(
        new ProjectProperties { RootNamespace = rootNamespace },
        ("a.net", Network.Replace("NAME", name, StringComparison.Ordinal)));
}
