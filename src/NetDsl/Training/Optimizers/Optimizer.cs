namespace NetDsl;

/// <summary>How a gradient changes the parameters.</summary>
/// <param name="Decay">Of the weights, not of the biases: L2 regularisation, unless the optimizer says
/// otherwise.</param>
public abstract record Optimizer(float Decay)
{
    /// <summary>This times the sign of each weight is added to its gradient, in every optimizer: the slope of
    /// L1·Σ |w|, of the weights alone, 0 where a weight is 0.</summary>
    public float L1 { get; init; }

    /// <summary>Whether decay is apart from the gradient, which no state then sees.</summary>
    internal virtual bool DecouplesDecay => false;

    /// <summary>How many values it keeps for each parameter between two steps: at most two. Every stage starts with
    /// zeros.</summary>
    internal abstract int States { get; }

    /// <summary>The same with another momentum.</summary>
    internal virtual Optimizer WithMomentum(float momentum) =>
        throw new ScheduleException($"{Formula} has no momentum to change in the middle of a stage");

    /// <summary>All that changes the numbers, in one line: checkpoints compare it.</summary>
    internal string Text => FormattableString.Invariant($"{Formula} decay {Decay}")
        + (L1 > 0 ? FormattableString.Invariant($" l1 {L1}") : "");

    /// <summary>The text but for the regularisers.</summary>
    private protected abstract string Formula { get; }
}
