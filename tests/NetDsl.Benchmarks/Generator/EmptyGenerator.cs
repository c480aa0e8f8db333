using Microsoft.CodeAnalysis;

namespace NetDsl.Benchmarks.Generator;

/// <summary>A generator that does nothing of note.</summary>
internal sealed class EmptyGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(
            context.AdditionalTextsProvider.Select((file, _) => file.Path).Collect(),
            (output, _) => output.AddSource("Empty.g.cs", "// nothing"));
}
