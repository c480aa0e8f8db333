namespace NetDsl.Compiler.Emit;

/// <param name="Ending">Behind the network's name: `Cpu.g.cs`.</param>
public sealed record GeneratedFile(string Ending, string Content);
