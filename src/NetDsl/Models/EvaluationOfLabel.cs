namespace NetDsl;

/// <summary>How well a classifier does on a set of examples.</summary>
/// <typeparam name="TLabel">The classes.</typeparam>
/// <param name="Loss">The mean of −log p of the right class, or of the hinge.</param>
/// <param name="Count">Examples.</param>
/// <param name="Confusion">How often each class was taken for each.</param>
/// <param name="Misclassified">The examples it got wrong, in the set's order.</param>
public sealed record Evaluation<TLabel>(
    double Loss, int Count, ConfusionMatrix<TLabel> Confusion, IReadOnlyList<Misclassified<TLabel>> Misclassified)
    : Evaluation(Loss, Misclassified.Count, Count)
    where TLabel : struct
{
    private protected override string Details => Misclassified.Count == 0 ? "" : $"; most often {Confusion.Worst(3)}";
}
