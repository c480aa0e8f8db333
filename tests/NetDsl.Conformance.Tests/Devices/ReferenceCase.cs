using System.Collections.Concurrent;
using NetDsl.Conformance.Reference;

namespace NetDsl.Conformance.Devices;

/// <summary>A batch for a network and what the reference makes of it: computed once for all devices.</summary>
internal sealed class ReferenceCase
{
    /// <summary>Where in the random stream the batch is.</summary>
    public static readonly RandomPosition Position = new(Seed: 77, Step: 5);

    private static readonly ConcurrentDictionary<(string, int), Lazy<ReferenceCase>> Cases = [];

    private readonly Lazy<ReferenceResult> training;

    private ReferenceCase(Subject subject, int count)
    {
        var reference = subject.Reference;
        Parameters = RandomExamples.Parameters(reference, seed: 1);
        Examples = RandomExamples.Create(reference, count, seed: 2);
        Outputs = reference.Infer(Parameters, Examples.Inputs, count);
        training = new(() => reference.Differentiate(Parameters, Examples, RandomWords.At(Position)));
    }

    public Dictionary<string, double[]> Parameters { get; }

    public Examples Examples { get; }

    /// <summary>Inference's.</summary>
    public double[] Outputs { get; }

    /// <summary>Of a batch that the network can be trained on.</summary>
    public ReferenceResult Training => training.Value;

    public static ReferenceCase Get(Subject subject, int count) =>
        Cases.GetOrAdd((subject.Name, count), _ => new(() => new ReferenceCase(subject, count))).Value;
}
