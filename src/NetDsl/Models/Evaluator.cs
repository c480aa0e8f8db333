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
    internal static void Run(
        Executor executor, ModelLayout layout, ExampleSet examples, CancellationToken cancellation, Receiver receive)
    {
        ModelData.Check(layout, examples, "examples");
        RunUnchecked(executor, layout, examples, cancellation, receive);
    }

    /// <summary>The same, whatever labels and targets the examples have.</summary>
    /// <exception cref="OperationCanceledException">Between two batches.</exception>
    internal static void RunUnchecked(
        Executor executor, ModelLayout layout, ExampleSet examples, CancellationToken cancellation, Receiver receive)
    {
        int inputSize = layout.InputShape.Count;
        int outputSize = layout.OutputSize;
        // of large inputs or outputs fewer, so that an array holds them
        int most = Math.Max(1, Array.MaxLength / Math.Max(inputSize, outputSize));
        int room = Math.Min(Math.Min(Batch, examples.Count), most);
        var reader = new InputReader(layout.InputShape, layout.Preparation);
        var inputs = new float[room * inputSize];
        var outputs = new float[room * outputSize];
        executor.Reserve(room, training: false);
        for (int start = 0; start < examples.Count; start += room)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(room, examples.Count - start);
            for (int i = 0; i < count; i++)
            {
                reader.Read(examples, start + i, inputs.AsSpan(i * inputSize, inputSize));
            }

            executor.Infer(
                inputs.AsSpan(0, count * inputSize), count, outputs.AsSpan(0, count * outputSize));
            for (int i = 0; i < count; i++)
            {
                receive(start + i, outputs.AsSpan(i * outputSize, outputSize));
            }
        }
    }
}
