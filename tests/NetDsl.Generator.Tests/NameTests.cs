using Microsoft.CodeAnalysis;
using NetDsl.Compiler.Binding;

namespace NetDsl.Generator.Tests;

/// <summary>Generated code means the runtime's types, whatever else of the project has their names.</summary>
public sealed class NameTests
{
    private static readonly (string Path, string Text)[] Users =
        [("a.net", Sources.LeNet5), ("b.net", Sources.Depth), ("c.net", Sources.Branches), ("d.net", Sources.Greedy)];

    /// <summary>The names of all types that generated code might use, but for those that a `.net` file may not
    /// take.</summary>
    private static readonly string[] Names =
    [
        .. typeof(NetDsl.Model).Assembly.GetExportedTypes()
            .Concat(typeof(NetDsl.Gpu.IGpuProgram).Assembly.GetExportedTypes())
            .Select(type => type.Name.Split('`')[0])
            .Concat(
            [
                "Span", "ReadOnlySpan", "Math", "MathF", "Array", "Action", "Func", "Type", "Object", "String",
                "Exception", "Buffer", "Single", "Int32", "System", "NetDsl", "Cpu", "Gpu", "Net", "Global", "Reader",
                "Chains", "GreedyStages", "Network",
            ])
            .Distinct()
            .Where(name => !ReservedMembers.Contains(name)),
    ];

    [Fact]
    public void Networks_may_be_named_like_types_of_the_runtime()
    {
        var named = string.Concat(Names.Select(name =>
            $"network {name} {{ input a 4; x = dense 3 relu; output b = dense 2 softmax }}\n"));
        AssertCompiles(new GeneratorRun([.. Users, ("named.net", named)]));
    }

    [Fact]
    public void Classes_of_the_project_may_be_named_like_types_of_the_runtime()
    {
        var run = new GeneratorRun(Users);
        run.EditCSharp("namespace Reader;\n" + string.Concat(Names.Select(name => $"internal class {name};\n")));
        AssertCompiles(run);
    }

    [Fact]
    public void Layers_may_be_named_like_types_of_the_runtime()
    {
        var layers = Names.Select(name => $"{char.ToLowerInvariant(name[0])}{name[1..]} = dense 3 relu\n");
        AssertCompiles(new GeneratorRun(
            ("wide.net", $"network Wide {{ input a 4\n{string.Concat(layers)}output digit = dense 2 softmax }}")));
    }

    private static void AssertCompiles(GeneratorRun run)
    {
        // a class with the name of a namespace is said to be hard to find
        Assert.Empty(run.Diagnostics.Where(found => found.Id != "NET0181"));
        Assert.Empty(run.Output.GetDiagnostics().Where(found => found.Severity != DiagnosticSeverity.Hidden));
    }
}
