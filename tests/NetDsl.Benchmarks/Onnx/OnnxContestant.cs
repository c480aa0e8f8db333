using Microsoft.ML.OnnxRuntime;
using NetDsl.Benchmarks.Contests;

namespace NetDsl.Benchmarks.Onnx;

/// <summary>A network in ONNX Runtime: it predicts only. Its session has as many threads as libtorch, all of its optimisations,
/// and batches of one size.</summary>
internal sealed class OnnxContestant(Workload workload, Network network) : IContestant
{
    private readonly Dictionary<int, OrtValue> images = [];
    private readonly Microsoft.ML.OnnxRuntime.RunOptions run = new();
    private IReadOnlyDictionary<string, float[]> parameters = new Dictionary<string, float[]>();
    private InferenceSession? session;
    private OrtValue? answer;
    private float[] probabilities = [];

    /// <inheritdoc/>
    public string Name => "ONNX Runtime";

    private long[] ImageShape => [.. network.Bound.Input.Sizes.Select(size => (long)size)];

    // predictions change no parameters: only the first ones count
    /// <inheritdoc/>
    public void Restart(IReadOnlyDictionary<string, float[]> parameters) =>
        this.parameters = this.parameters.Count == 0 ? parameters : this.parameters;

    /// <inheritdoc/>
    public float[] Probabilities(int first, int count)
    {
        Predict(first, count);
        return [.. probabilities];
    }

    /// <inheritdoc/>
    public void Predict(int first, int count)
    {
        if (session is null)
        {
            using var options = new SessionOptions { IntraOpNumThreads = Environment.ProcessorCount };
            session = new InferenceSession(OnnxNetwork.ToFile(network.Bound, parameters, count), options);
            probabilities = new float[count * workload.Classes];
            answer = OrtValue.CreateTensorValueFromMemory(probabilities, [count, workload.Classes]);
        }

        if (!images.TryGetValue(first, out var input))
        {
            input = OrtValue.CreateTensorValueFromMemory(workload.Some(first, count).ToArray(), [count, .. ImageShape]);
            images.Add(first, input);
        }

        session.Run(run, [OnnxNetwork.Input], [input], [OnnxNetwork.Output], [answer!]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        session?.Dispose();
        answer?.Dispose();
        run.Dispose();
        foreach (var input in images.Values)
        {
            input.Dispose();
        }
    }
}
