namespace NetDsl.Conformance.Reference;

/// <summary>A batch in double: what network and reference are both given.</summary>
/// <param name="Inputs">[Count, input size]</param>
/// <param name="Labels">[column, Count], a column for each output with classes; empty for a regression.</param>
/// <param name="Targets">[Count, target size]; empty for classes.</param>
internal sealed record Examples(int Count, double[] Inputs, int[] Labels, double[] Targets);
