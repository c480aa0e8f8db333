namespace NetDsl;

/// <summary>Keeps gradients from growing too large: they are cut before decay and L1 are added to them.</summary>
public abstract record Clipping
{
    /// <summary>All that changes the numbers, in one line: checkpoints compare it.</summary>
    internal abstract string Text { get; }
}
