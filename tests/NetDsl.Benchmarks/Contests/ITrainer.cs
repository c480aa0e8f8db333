namespace NetDsl.Benchmarks.Contests;

/// <summary>A contestant that trains too.</summary>
internal interface ITrainer : IContestant
{
    /// <summary>All parameters by name, and the statistics that batches leave.</summary>
    IReadOnlyDictionary<string, float[]> ReadParameters();

    /// <summary>The mean loss of one batch and its gradients, by the parameters' names; nothing is updated.</summary>
    Derivatives Differentiate(int batch);

    /// <summary>One step on one batch: forward, loss, backward, update.</summary>
    void Train(int batch);
}
