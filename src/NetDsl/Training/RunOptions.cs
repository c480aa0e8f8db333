namespace NetDsl;

/// <summary>What one training run does otherwise than its schedule says, and where it saves.</summary>
public sealed record RunOptions
{
    /// <summary>Epochs of every stage, in place of the schedule's; null: as the schedule says.</summary>
    public int? Epochs { get; init; }

    /// <summary>Decides shuffling and dropout; null: the schedule's, and without one the model's.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Where an interrupted run saves its checkpoint.</summary>
    public string OutputFolder { get; init; } = "out";

    /// <summary>The checkpoint's file; null: the network's name with <c>.checkpoint</c> in
    /// <see cref="OutputFolder"/>.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Saves a checkpoint after every epoch, not only when the run is interrupted.</summary>
    public bool CheckpointEachEpoch { get; init; }

    /// <summary>A checkpoint to go on from; null: start anew. Seed and epochs are then the checkpoint's.</summary>
    public string? Resume { get; init; }

    /// <summary>Goes on from <see cref="Resume"/> although the network, the schedule or the data differ from those it was
    /// saved with: the result is then that of no uninterrupted run. What cannot go on all the same, such as weights of
    /// other shapes, is an error.</summary>
    public bool AllowChanges { get; init; }

    /// <summary>The folder where a relative path of a schedule's <c>load</c> starts; null: the current
    /// directory.</summary>
    public string? WeightsFolder { get; init; }

    /// <summary>What stages compute once of the examples, such as the codes that lower layers give, is kept in memory up
    /// to so many bytes, and above in a file in <see cref="OutputFolder"/>; null: up to a quarter of the
    /// memory.</summary>
    public long? CodeMemory { get; init; }

    /// <summary>The least time between two calls of <see cref="ITrainingProgress.StepDone"/>.</summary>
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromMilliseconds(100);
}
