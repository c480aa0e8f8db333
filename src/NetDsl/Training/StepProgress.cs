namespace NetDsl;

/// <summary>How far an epoch is.</summary>
/// <param name="Epoch">From 1 on.</param>
/// <param name="Epochs">Of the stage.</param>
/// <param name="Batch">Batches of the epoch that are done.</param>
/// <param name="Batches">Of the epoch.</param>
/// <param name="Loss">The mean over the epoch's examples so far.</param>
/// <param name="Error">The misclassified fraction of the epoch's examples so far; 0 for regression.</param>
/// <param name="Left">Until the stage's end at this speed.</param>
public readonly record struct StepProgress(
    int Epoch,
    int Epochs,
    int Batch,
    int Batches,
    double Loss,
    double Error,
    double ExamplesPerSecond,
    TimeSpan Left);
