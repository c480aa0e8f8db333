namespace NetDsl;

/// <summary>What a stage trains, on a device, with the examples as it reads them: the model, or a network of the
/// stage's own.</summary>
internal sealed class Trainee : IDisposable
{
    private readonly Model model;
    private readonly StageNetwork? network;
    private readonly List<IDisposable> owned = [];

    /// <param name="room">Examples of a step.</param>
    /// <param name="number">The stage's, from 0 on: parameters of its own start in a way of their own.</param>
    internal Trainee(Model model, Stage stage, int number, int room, RunPlan plan, TraineeData data)
    {
        (this.model, network) = (model, stage.Network);
        Layout = network?.Layout ?? model.ModelLayout;
        Executor = network?.CreateExecutor(model.Device) ?? model.Executor;
        owned.AddRange(data.Owned);
        if (network is not null)
        {
            owned.Add(Executor);
            Executor.WriteParameters(StageValues.First(model, Layout, plan.Seed + (ulong)number + 1));
        }

        Training = stage.Examples(data.Training, Layout);
        Validation = data.Validation is { } validation ? stage.Examples(validation, Layout) : null;
        if (network is not null)
        {
            Check(stage);
        }

        Executor.Reserve(Math.Min(room, Training.Count), training: true);
        if (Validation is not null)
        {
            Executor.Reserve(Evaluator.Batch, training: false);
        }
    }

    internal ModelLayout Layout { get; }

    internal Executor Executor { get; }

    internal ExampleSet Training { get; }

    internal ExampleSet? Validation { get; }

    /// <summary>Whether it is the model itself.</summary>
    internal bool IsModel => network is null;

    /// <summary>Gives what was learnt to the model, and what is not the model's to those that the stages keep.</summary>
    internal void Share()
    {
        if (network is null)
        {
            return;
        }

        var learnt = new float[Layout.ParameterFloats];
        Executor.ReadParameters(learnt);
        float[] parameters = model.ReadParameters().ToArray();
        foreach (ParameterLayout own in StageValues.Changeable(Layout))
        {
            ReadOnlySpan<float> values = learnt.AsSpan(own.Offset, own.Shape.Count);
            if (StageValues.Shared(model, own) is { } shared)
            {
                values.CopyTo(parameters.AsSpan(shared.Offset, values.Length));
            }
            else
            {
                model.StageParameters.Set(own.Name, own.Shape, values);
            }
        }

        model.WriteParameters(parameters);
    }

    /// <inheritdoc/>
    public void Dispose() => owned.ForEach(one => one.Dispose());

    private void Check(Stage stage)
    {
        try
        {
            stage.Check(Layout, Training, $"training examples of stage {stage.Name}");
            if (Validation is not null)
            {
                stage.Check(Layout, Validation, $"validation examples of stage {stage.Name}");
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
