namespace NetDsl.Benchmarks.Contests;

/// <summary>One implementation of a benchmark's network, with the workload's images at hand.</summary>
internal interface IContestant : IDisposable
{
    /// <summary>What the table calls it.</summary>
    string Name { get; }

    /// <summary>All parameters by name (<c>h1.weight</c>), row-major; dense weights are [outputs, inputs].</summary>
    IReadOnlyDictionary<string, float[]> ReadParameters();

    /// <summary>Replaces all parameters and clears the optimizer's velocity.</summary>
    void Restart(IReadOnlyDictionary<string, float[]> parameters);

    /// <summary>The mean loss of one batch and its gradients, by the parameters' names; nothing is updated.</summary>
    Derivatives Differentiate(int batch);

    /// <summary>The class probabilities of one image.</summary>
    float[] Probabilities(int image);

    /// <summary>One step on one batch: forward, loss, backward, update.</summary>
    void Train(int batch);

    /// <summary>The class probabilities of one image, left where the implementation leaves them.</summary>
    void Predict(int image);
}
