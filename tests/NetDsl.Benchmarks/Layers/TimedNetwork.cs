using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetDsl.Compiler.Emit;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Passes;

namespace NetDsl.Benchmarks.Layers;

using BoundNetwork = NetDsl.Compiler.Binding.Network;

/// <summary>A network's class as the build writes it, with a call of <see cref="KernelClock"/> behind each kernel.</summary>
internal sealed class TimedNetwork
{
    private const string Namespace = "NetDsl.Timed";

    private readonly Func<ulong, Device, Model> create;

    public TimedNetwork(BoundNetwork network)
    {
        Plan = PlanKernels.Run(network, fuse: true);
        create = Compile(network);
    }

    public NetworkPlan Plan { get; }

    /// <summary>Training's kernels in order, forward and back; those of inference behind them.</summary>
    public IReadOnlyList<KernelPlan> Kernels =>
        [.. Plan.Training.Forward, .. Plan.Training.Backward, .. Plan.Inference.Forward];

    public Model Create(ulong seed) => create(seed, Device.Cpu);

    private Func<ulong, Device, Model> Compile(BoundNetwork network)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = Emitter.Emit(Plan, new EmitOptions(Namespace, network.Name, HasGpu: false)).Select(file =>
        {
            var tree = CSharpSyntaxTree.ParseText(file.Content, options);
            return file.Ending == "Cpu.g.cs"
                ? CSharpSyntaxTree.Create((CSharpSyntaxNode)new Ticking(Plan).Visit(tree.GetRoot()), options)
                : tree;
        });
        var compilation = CSharpCompilation.Create(
            $"Timed{network.Name}",
            trees,
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        if (!result.Success)
        {
            throw new InvalidOperationException($"The timed network does not compile: {result.Diagnostics[0]}");
        }

        image.Position = 0;
        var type = AssemblyLoadContext.Default.LoadFromStream(image).GetType($"{Namespace}.{network.Name}", throwOnError: true)!;
        return type.GetMethod("Create")!.CreateDelegate<Func<ulong, Device, Model>>();
    }

    /// <summary>Puts a tick behind each statement of a program's methods: there is one for each kernel.</summary>
    private sealed class Ticking(NetworkPlan plan) : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
        {
            var (forward, backward) = (plan.Training.Forward.Count, plan.Training.Backward.Count);
            return node.Identifier.Text switch
            {
                "Forward" => Tick(node, 0, forward),
                "Backward" => Tick(node, forward, backward),
                "Infer" => Tick(node, forward + backward, plan.Inference.Forward.Count),
                _ => node,
            };
        }

        private static MethodDeclarationSyntax Tick(MethodDeclarationSyntax method, int first, int count)
        {
            var statements = method.Body!.Statements;
            if (statements.Count != count)
            {
                throw new InvalidOperationException(
                    $"{method.Identifier.Text} has {statements.Count} statements for {count} kernels.");
            }

            return method.WithBody(SyntaxFactory.Block(statements.SelectMany((statement, index) => new[]
            {
                statement,
                SyntaxFactory.ParseStatement($"global::{typeof(KernelClock).FullName}.Tick({first + index});"),
            })));
        }
    }
}
