namespace NetDsl.Benchmarks.Contests;

/// <summary>A batch's mean loss and the gradients of it, by the parameters' names.</summary>
internal sealed record Derivatives(double Loss, IReadOnlyDictionary<string, float[]> Gradients);
