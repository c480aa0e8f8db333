namespace NetDsl;

/// <summary>What a training run gave.</summary>
/// <param name="Seed">What decided shuffling and dropout.</param>
/// <param name="Device">The device in words.</param>
/// <param name="Stages">In order, up to where the run came.</param>
/// <param name="Test">On the data's test examples; <see cref="Evaluation.None"/> without them or if
/// interrupted.</param>
/// <param name="Interrupted">Whether it was stopped before its end.</param>
/// <param name="CheckpointPath">The checkpoint last saved; null: none.</param>
/// <param name="Message">One line for the user: what the run gave, or how to go on.</param>
/// <param name="Elapsed">Of this run, with validation and test.</param>
public sealed record TrainingReport(
    string Network,
    string Schedule,
    ulong Seed,
    string Device,
    IReadOnlyList<StageReport> Stages,
    Evaluation Test,
    bool Interrupted,
    string? CheckpointPath,
    string Message,
    TimeSpan Elapsed)
{
    /// <summary>What of the run is probably not what was meant, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What the schedule's weight file gave, also where the run was resumed since; null: it loads
    /// none.</summary>
    public LoadReport? Load { get; init; }

    /// <summary>A line for each stage, then <see cref="Message"/>.</summary>
    public override string ToString() => string.Join('\n', Stages.Select(stage => stage.ToString()).Append(Message));
}
