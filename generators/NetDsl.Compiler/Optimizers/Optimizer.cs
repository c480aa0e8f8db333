namespace NetDsl.Compiler.Optimizers;

/// <summary>How a stage's gradients change the parameters.</summary>
/// <param name="Decay">Of the weights: L2 regularisation, unless the optimizer says otherwise.</param>
public abstract record Optimizer(double Decay)
{
    /// <summary>L1 regularisation of the weights: this times their sign is added to their gradient.</summary>
    public double L1 { get; init; }

    /// <summary>The runtime's record, as generated code makes it: `Adagrad(Epsilon: 1E-10f, Decay: 0f)`.</summary>
    public abstract string Value { get; }

    /// <summary>For the schedule's documentation: `sgd momentum 0.9 decay 0.01`.</summary>
    public abstract string Description { get; }

    /// <summary>The words with the decay behind them, if any.</summary>
    private protected static string WithDecay(string words, double decay) =>
        decay > 0 ? $"{words} decay {Text.Real(decay)}" : words;
}
