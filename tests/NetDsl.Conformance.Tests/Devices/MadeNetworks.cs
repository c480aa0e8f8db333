using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Emit;
using NetDsl.Compiler.Passes;

namespace NetDsl.Conformance.Devices;

/// <summary>Classes of networks that no file states, written and compiled as the build does it with those of files:
/// once, when the first is asked for.</summary>
internal sealed class MadeNetworks
{
    private const string Namespace = "NetDsl.Conformance.Made";

    private readonly IReadOnlyList<Network> networks;
    private readonly bool fuse;
    private readonly string assemblyName;
    private readonly Lazy<Assembly> assembly;

    /// <param name="name">The assembly's.</param>
    public MadeNetworks(IReadOnlyList<Network> networks, bool fuse, string name)
    {
        (this.networks, this.fuse) = (networks, fuse);
        assemblyName = fuse ? name : name + "Unfused";
        assembly = new(Compile);
    }

    public Model Create(string name, ulong seed, Device device)
    {
        var method = assembly.Value.GetType($"{Namespace}.{name}", throwOnError: true)!.GetMethod("Create")!;
        return method.CreateDelegate<Func<ulong, Device, Model>>()(seed, device);
    }

    private Assembly Compile()
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var texts = networks
            .SelectMany(network => Emitter.Emit(
                PlanKernels.Run(network, fuse), new EmitOptions(Namespace, network.Name, HasGpu: true)))
            .Select(file => file.Content);
        var compilation = CSharpCompilation.Create(
            assemblyName,
            texts.Select(text => CSharpSyntaxTree.ParseText(text, options)),
            References(),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable,
                generalDiagnosticOption: ReportDiagnostic.Error));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image);
    }

    /// <summary>All that this process may load, the runtime among it.</summary>
    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Select(path => MetadataReference.CreateFromFile(path));
}
