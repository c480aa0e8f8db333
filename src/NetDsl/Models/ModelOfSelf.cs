namespace NetDsl;

/// <summary>A network that schedules of its own type train.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
public abstract class Model<TSelf> : Model
    where TSelf : Model<TSelf>
{
    private protected Model(ModelLayout layout, ulong seed, Device device)
        : base(layout, seed, device)
    {
    }

    private protected Model(Model origin)
        : base(origin)
    {
    }

    /// <summary>Another model with the same weights, for another thread: of what inference needs of the weights there is
    /// one copy in memory, until one of the two changes its own, as <see cref="Run"/> and <c>Load</c> do;
    /// the other keeps what it has. Each is disposed by itself.</summary>
    /// <exception cref="InvalidOperationException">Another thread uses this one.</exception>
    public TSelf Fork()
    {
        using var scope = Use();
        return MakeFork();
    }

    /// <summary>Calls the generated class's constructor.</summary>
    protected abstract TSelf MakeFork();

    /// <summary>Trains the network: the schedule's stages in order, then a test where the data has test
    /// examples.</summary>
    /// <param name="progress">What follows the training: <see cref="ConsoleProgress.Default"/> shows it in the terminal
    /// and makes Ctrl-C stop it in good order. Null: nothing.</param>
    /// <param name="options">Another seed or number of epochs, where checkpoints go, one to resume from.</param>
    /// <param name="cancellation">Stops after the step it is in and saves a checkpoint.</param>
    /// <returns>What each epoch gave; <see cref="TrainingReport.Interrupted"/> where it was stopped.</returns>
    /// <exception cref="DataException">The data does not fit the network or the schedule.</exception>
    /// <exception cref="ScheduleException">The schedule stops by validation, and the data has no such examples; or a
    /// batch would be too small for the network.</exception>
    /// <exception cref="WeightsException">The weight file that the schedule starts from is missing, damaged or does not
    /// fit.</exception>
    /// <exception cref="TrainingDivergedException">The loss, that of the validation or test
    /// examples, or a parameter became infinite or not a number.</exception>
    /// <exception cref="InvalidOperationException">Another thread uses the model, or this is called from a run's
    /// progress.</exception>
    /// <exception cref="CheckpointException">A checkpoint cannot be written, or does not fit this run.</exception>
    public TrainingReport Run(
        Schedule<TSelf> schedule,
        DataSet data,
        ITrainingProgress? progress = null,
        RunOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(data);
        using var scope = UseForRun();
        return Trainer.Run(this, schedule, data, progress, options ?? new RunOptions(), cancellation);
    }
}
