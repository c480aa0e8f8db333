namespace NetDsl.Compiler.Emit;

/// <summary>What the project says of the code to be written.</summary>
/// <param name="Namespace">The project's root namespace, as <see cref="NamespaceName"/> gives it; empty for none.</param>
/// <param name="FileName">The `.net` file's name without folders.</param>
/// <param name="HasGpu">Whether the project references NetDsl.Gpu.</param>
public sealed record EmitOptions(string Namespace, string FileName, bool HasGpu);
