namespace NetDsl.Compiler.Optimizers;

/// <summary>How a stage's gradients change the parameters.</summary>
public abstract record Optimizer
{
    /// <summary>The runtime's record, as generated code makes it: `Adagrad(Epsilon: 1E-10f, Decay: 0f)`.</summary>
    public abstract string Value { get; }

    /// <summary>For the schedule's documentation: `sgd momentum 0.9 decay 0.01`.</summary>
    public abstract string Description { get; }

    /// <summary>The words with the decay behind them, if any.</summary>
    private protected static string WithDecay(string words, double decay) =>
        decay > 0 ? $"{words} decay {Text.Real(decay)}" : words;
}
