namespace NetDsl.Benchmarks.Generator;

/// <summary>What <see cref="GeneratorBenchmark"/> found.</summary>
/// <param name="Cold">The first run in the process, compiling the generator's own code included.</param>
/// <param name="EditMilliseconds">One figure for each edit that changes the network.</param>
internal sealed record GeneratorResult(ColdRun Cold, double[] EditMilliseconds, GeneratedFile[] Files);

/// <summary>One file that the generator wrote.</summary>
/// <param name="Length">In characters.</param>
internal sealed record GeneratedFile(string Name, int Length);

/// <summary>A first run, and what of it the just-in-time compiler took.</summary>
internal sealed record ColdRun(double Milliseconds, double CompilingMilliseconds, long CompiledMethods);
