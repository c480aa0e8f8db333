using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;

namespace NetDsl.Compiler.Binding;

/// <summary>What a file means. No part of it but the diagnostics knows where anything stood.</summary>
/// <param name="Networks">Those without an error, in the order of the file.</param>
/// <param name="BrokenNetworks">Those of which no code can be made.</param>
/// <param name="Diagnostics">Of the binding alone; the parsed file has its own.</param>
public sealed record BoundFile(
    EquatableArray<Network> Networks,
    EquatableArray<BrokenNetwork> BrokenNetworks,
    EquatableArray<Diagnostic> Diagnostics);
