namespace NetDsl;

/// <summary>What one stage gave.</summary>
/// <param name="Name">The stage's name.</param>
/// <param name="Epochs">In order.</param>
/// <param name="BestEpoch">The epoch, from 1 on, whose weights a stop rule kept; null without a stop rule.</param>
public sealed record StageReport(string Name, IReadOnlyList<EpochReport> Epochs, int? BestEpoch)
{
    /// <summary>In one line: its name, and its best epoch under a stop rule, else its last.</summary>
    public override string ToString() => Epochs.Count == 0
        ? $"{Name}: no epoch"
        : $"{Name}: {Epochs[(BestEpoch ?? Epochs.Count) - 1]}";
}
