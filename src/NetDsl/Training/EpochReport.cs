namespace NetDsl;

/// <summary>What one epoch gave.</summary>
/// <param name="Epoch">From 1 on.</param>
/// <param name="Epochs">Of the stage.</param>
/// <param name="Loss">The mean over the training examples, each as it was when its batch came.</param>
/// <param name="Error">The misclassified fraction of the training examples; 0 for regression.</param>
/// <param name="ValidationLoss">The mean over the validation examples; null without such examples.</param>
/// <param name="ValidationError">The misclassified fraction of the validation examples; null without such
/// examples.</param>
/// <param name="Elapsed">Of training, without validation.</param>
public sealed record EpochReport(
    int Epoch,
    int Epochs,
    double Loss,
    double Error,
    double? ValidationLoss,
    double? ValidationError,
    TimeSpan Elapsed,
    double ExamplesPerSecond)
{
    /// <summary>Whether examples are counted as wrong; where they are not, the errors say nothing.</summary>
    public bool Classifies { get; init; } = true;

    /// <summary>What else the stage measures, in the order in which it is shown.</summary>
    public IReadOnlyList<Measure> Measures { get; init; } = [];

    /// <summary>In one line: <c>epoch 3 of 10: loss 0.0312, error 0.95 %, validation loss 0.04, …</c>.</summary>
    public override string ToString() => EvaluationText.Of(this);
}
