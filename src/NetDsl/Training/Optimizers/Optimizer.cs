namespace NetDsl;

/// <summary>How a gradient changes the parameters. In all of them decay covers the weights, not the biases.</summary>
public abstract record Optimizer
{
    /// <summary>How many values it keeps for each parameter between two steps: at most two. Every stage starts with
    /// zeros.</summary>
    internal abstract int States { get; }

    /// <summary>All that changes the numbers, in one line: checkpoints compare it.</summary>
    internal abstract string Text { get; }
}
