namespace NetDsl;

/// <summary>What a loss makes of an output.</summary>
internal static class LossMeaning
{
    /// <summary>Whether each example has one class, by number.</summary>
    internal static bool TakesLabels(this Loss loss) => loss is Loss.SoftmaxCrossEntropy or Loss.Hinge;

    /// <summary>Whether each example has a value for each unit.</summary>
    internal static bool TakesTargets(this Loss loss) => !loss.TakesLabels() && loss != Loss.Reconstruction;

    /// <summary>Whether an example can be misclassified.</summary>
    internal static bool CountsErrors(this Loss loss) => loss.TakesLabels() || loss == Loss.BinaryCrossEntropy;
}
