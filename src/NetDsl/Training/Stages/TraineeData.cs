using System.Diagnostics;

namespace NetDsl;

/// <summary>A stage's examples: the data set's, or the codes that the layers in front of the stage give for them,
/// computed once.</summary>
/// <param name="Owned">To be disposed of when the stage is done.</param>
internal sealed record TraineeData(ExampleSet Training, ExampleSet? Validation, IReadOnlyList<IDisposable> Owned)
{
    /// <exception cref="OperationCanceledException">Between two batches.</exception>
    internal static TraineeData Of(
        Model model, Stage stage, DataSet data, RunPlan plan, ITrainingProgress? progress, CancellationToken cancellation)
    {
        if (stage.Network?.Source is not { } source)
        {
            return new TraineeData(data.Training, data.Validation, []);
        }

        long start = Stopwatch.GetTimestamp();
        Shape shape = stage.Network.Layout.InputShape;
        using Executor executor = source.CreateExecutor(model.Device);
        executor.WriteParameters(StageValues.Learnt(model, source.Layout, stage.Name));
        var store = new CodeStore(plan.Options);
        CodeExamples? training = null;
        try
        {
            training = CodeExamples.Compute(executor, source.Layout, shape, data.Training, store, cancellation);
            CodeExamples? validation = data.Validation is { } examples
                ? CodeExamples.Compute(executor, source.Layout, shape, examples, store, cancellation)
                : null;
            int count = training.Count + (validation?.Count ?? 0);
            progress?.CodesComputed(new CodesReport(
                stage.Name, count, store.Bytes, store.Folder, Stopwatch.GetElapsedTime(start)));
            return new TraineeData(training, validation, validation is null ? [training] : [training, validation]);
        }
        catch
        {
            training?.Dispose();
            throw;
        }
    }
}
