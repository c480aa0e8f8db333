namespace NetDsl;

/// <summary>A stage of a run, as it begins.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Epochs">Epochs it runs at most.</param>
/// <param name="Examples">Training examples an epoch.</param>
/// <param name="Noun">What the examples are: <c>images</c>, or <c>examples</c>.</param>
/// <param name="Device">The device in words.</param>
/// <param name="Classifies">Whether examples are counted as wrong; a regression has its loss only.</param>
/// <param name="Validates">Whether each epoch is followed by a validation.</param>
/// <param name="Finished">The stage's epochs that a resumed run had done before.</param>
public sealed record StageStart(
    string Network,
    string Schedule,
    string Stage,
    int Epochs,
    int Examples,
    string Noun,
    string Device,
    bool Classifies,
    bool Validates,
    IReadOnlyList<EpochReport> Finished)
{
    /// <summary>The stages of the run that are done, in this run or before it was resumed.</summary>
    public IReadOnlyList<StageReport> Before { get; init; } = [];

    /// <summary>Names of what each epoch's report measures beside loss and error.</summary>
    public IReadOnlyList<string> Measures { get; init; } = [];
}
