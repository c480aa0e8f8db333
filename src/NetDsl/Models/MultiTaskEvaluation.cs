namespace NetDsl;

/// <summary>How well a network with several outputs does on a set of examples.</summary>
/// <param name="Loss">The mean of what training minimises: the outputs' losses, each times its weight.</param>
/// <param name="Wrong">Misclassified examples of the first output; 0 where that gives values.</param>
/// <param name="Count">Examples.</param>
/// <param name="Tasks">Each output, in the order of the file.</param>
public sealed record MultiTaskEvaluation(double Loss, int Wrong, int Count, IReadOnlyList<TaskEvaluation> Tasks)
    : Evaluation(Loss, Wrong, Count)
{
    private protected override string Details => string.Concat(Tasks.Select(task => $"; {task}"));
}

/// <summary>How well one of several outputs does.</summary>
/// <param name="Name">The output's, as the network's file writes it.</param>
/// <param name="Loss">The mean loss of an example, without its weight.</param>
/// <param name="Wrong">Misclassified examples; 0 for values.</param>
/// <param name="Count">Examples.</param>
/// <param name="Classifies">Whether the output tells classes apart, or gives probabilities that can be on the wrong
/// side.</param>
public sealed record TaskEvaluation(string Name, double Loss, int Wrong, int Count, bool Classifies)
{
    /// <summary>The misclassified fraction, 0 to 1; NaN for values.</summary>
    public double Error => Classifies ? (double)Wrong / Count : double.NaN;

    /// <summary>In one line: <c>digit: loss 0.0312, error 0.95 % (95 of 10,000)</c>.</summary>
    public override string ToString() => $"{Name}: {EvaluationText.Of(Loss, Wrong, Count, Classifies)}";
}
