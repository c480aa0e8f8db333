namespace NetDsl;

/// <summary>Runs a network over a set of examples, a batch at a time.</summary>
internal static class Evaluator
{
    /// <summary>Large enough to keep a device busy, small enough to stay in a cache.</summary>
    internal const int Batch = 256;

    internal delegate void Receiver(int index, ReadOnlySpan<float> outputs);

    /// <summary>Gives each example's outputs [output size], in the set's order.</summary>
    /// <exception cref="DataException">The examples do not fit the network.</exception>
    /// <exception cref="OperationCanceledException">Between two batches.</exception>
    internal static void Run(Model model, ExampleSet examples, CancellationToken cancellation, Receiver receive)
    {
        ModelData.Check(model.ModelLayout, examples, "examples");
        int outputSize = model.ModelLayout.OutputSize;
        int room = Math.Min(Batch, examples.Count);
        var reader = new InputReader(model.ModelLayout.InputShape, model.ModelLayout.Preparation);
        var inputs = new float[room * model.InputCount];
        var outputs = new float[room * outputSize];
        model.Executor.Reserve(room, training: false);
        for (int start = 0; start < examples.Count; start += room)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(room, examples.Count - start);
            for (int i = 0; i < count; i++)
            {
                reader.Read(examples, start + i, inputs.AsSpan(i * model.InputCount, model.InputCount));
            }

            model.Executor.Infer(
                inputs.AsSpan(0, count * model.InputCount), count, outputs.AsSpan(0, count * outputSize));
            for (int i = 0; i < count; i++)
            {
                receive(start + i, outputs.AsSpan(i * outputSize, outputSize));
            }
        }
    }
}
