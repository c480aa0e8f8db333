namespace NetDsl.Conformance.Reference;

/// <summary>What one batch gives in training.</summary>
/// <param name="Loss">The sum of its examples' losses.</param>
/// <param name="Wrong">Misclassified examples of the first output; 0 for values.</param>
/// <param name="Gradients">Of the mean loss, by the parameter tensor's name: <c>c1.weight</c>.</param>
internal sealed record ReferenceResult(double Loss, int Wrong, Dictionary<string, double[]> Gradients);
