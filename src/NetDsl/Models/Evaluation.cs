namespace NetDsl;

/// <summary>How well a network does on a set of examples.</summary>
/// <param name="Loss">The mean loss of an example; NaN where there was no example.</param>
/// <param name="Wrong">Misclassified examples; 0 for regression. Of probabilities that are each by itself,
/// examples with one that misses its target by more than one half.</param>
/// <param name="Count">Examples.</param>
public record Evaluation(double Loss, int Wrong, int Count)
{
    /// <summary>Of no examples: what a report holds where the data has no test set.</summary>
    public static Evaluation None { get; } = new(double.NaN, 0, 0);

    /// <summary>The misclassified fraction, 0 to 1: 0 for regression, NaN where there was no example.</summary>
    public double Error => (double)Wrong / Count;

    /// <summary>Whether examples are counted as wrong: not where the network gives values.</summary>
    public bool Classifies { get; init; } = true;

    /// <summary>In one line: <c>loss 0.0312, error 0.95 % (95 of 10,000)</c>.</summary>
    public sealed override string ToString() =>
        Count == 0 ? "no examples" : EvaluationText.Of(Loss, Wrong, Count, Classifies) + Details;

    /// <summary>What else the line says.</summary>
    private protected virtual string Details => "";
}
