namespace NetDsl.Benchmarks.Contests;

/// <summary>One implementation of a benchmark's network, with the workload's images at hand.</summary>
internal interface IContestant : IDisposable
{
    /// <summary>What the table calls it.</summary>
    string Name { get; }

    /// <summary>Replaces all parameters, and clears what an optimizer remembers.</summary>
    /// <param name="parameters">By name (<c>h1.weight</c>), row-major; dense weights are [outputs, inputs].</param>
    void Restart(IReadOnlyDictionary<string, float[]> parameters);

    /// <summary>The class probabilities of some images [count, classes].</summary>
    float[] Probabilities(int first, int count);

    /// <summary>The same, left where the implementation leaves them.</summary>
    void Predict(int first, int count);
}
