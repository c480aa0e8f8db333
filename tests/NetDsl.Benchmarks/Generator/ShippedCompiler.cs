using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace NetDsl.Benchmarks.Generator;

/// <summary>The C# compiler that a build starts, and what it is given: the generator with its native code among others.</summary>
/// <param name="FileName">Its <c>csc.dll</c>.</param>
/// <param name="Analyzers">All that a project has: the SDK's own too.</param>
internal sealed record ShippedCompiler(string FileName, string[] Analyzers)
{
    /// <summary>Those that this program was compiled with.</summary>
    public static ShippedCompiler Read()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "compiler.txt"));
        return new ShippedCompiler(lines[0], lines[1..]);
    }

    /// <summary>The folder that the generator is taken from.</summary>
    public string GeneratorFolder => Path.GetDirectoryName(Find("NetDsl.Generator"))!;

    /// <summary>Loads the generator and what it stands on from their files, as the compiler does.</summary>
    public IIncrementalGenerator LoadGenerator()
    {
        var assembly = new Context(this).LoadFromAssemblyName(new AssemblyName("NetDsl.Generator"));
        return (IIncrementalGenerator)Activator.CreateInstance(
            assembly.GetType("NetDsl.Generator.NetDslGenerator", throwOnError: true)!)!;
    }

    private string? Find(string? name) =>
        Analyzers.FirstOrDefault(path => Path.GetFileNameWithoutExtension(path) == name);

    /// <summary>Prefers the compiler's files to those of this program, which calls the NetDsl compiler too.</summary>
    private sealed class Context(ShippedCompiler compiler) : AssemblyLoadContext
    {
        protected override Assembly? Load(AssemblyName name) =>
            compiler.Find(name.Name) is { } path ? LoadFromAssemblyPath(path) : null;
    }
}
