namespace NetDsl;

/// <summary>An example that a classifier got wrong.</summary>
/// <param name="Index">Its number in the set.</param>
/// <param name="Probability">Of <paramref name="Predicted"/>, 0 to 1; of an output with a hinge, its score.</param>
public readonly record struct Misclassified<TLabel>(int Index, TLabel Actual, TLabel Predicted, float Probability)
    where TLabel : struct;
