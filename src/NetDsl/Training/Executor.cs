namespace NetDsl;

/// <summary>
/// One network on one device: holds its parameters, gradients, optimizer state and activations, and runs its program.
/// What the devices have in common is this class; what differs is below it. Not for users: Model is.
/// </summary>
/// <remarks>For one thread at a time.</remarks>
public abstract class Executor : IDisposable
{
    private bool isDisposed;

    /// <summary>The device in words, with what was found: <c>CPU, 2 threads, 512-bit</c>.</summary>
    public abstract string Description { get; }

    /// <summary>Copies all parameters [ModelLayout.ParameterFloats] to the host.</summary>
    public abstract void ReadParameters(Span<float> destination);

    /// <summary>Replaces all parameters [ModelLayout.ParameterFloats].</summary>
    public abstract void WriteParameters(ReadOnlySpan<float> source);

    /// <summary>Copies the gradients of the last <see cref="Train"/> or <see cref="Differentiate"/> to the host; in a
    /// statistic's place that batch's own statistic.</summary>
    public abstract void ReadGradients(Span<float> destination);

    /// <summary>Copies one of the optimizer's states (0 and 1; which they are, the optimizer says) to the host.</summary>
    public abstract void ReadOptimizerState(int index, Span<float> destination);

    /// <summary>Replaces one of the optimizer's states.</summary>
    public abstract void WriteOptimizerState(int index, ReadOnlySpan<float> source);

    /// <summary>Makes room for batches of up to this many images, so that no later step allocates.</summary>
    /// <param name="training">Room for training's activations too, not only inference's.</param>
    public abstract void Reserve(int batch, bool training);

    /// <summary>Runs the network on <paramref name="count"/> examples.</summary>
    /// <param name="inputs">[count, input size]</param>
    /// <param name="outputs">[count, output size]: probabilities for softmax, values for linear outputs.</param>
    public abstract void Infer(ReadOnlySpan<float> inputs, int count, Span<float> outputs);

    /// <summary>Forward and backward without an update: the gradients stay readable.</summary>
    /// <returns>The batch's summed loss and the number of examples it misclassified.</returns>
    public abstract BatchResult Differentiate(Batch batch, in RandomPosition random);

    /// <summary>Forward and backward; the gradients, times the batch's examples, are added to those of the batches
    /// since the last update, for <see cref="Train"/> to make the next one of.</summary>
    /// <remarks>Running statistics are updated with each batch.</remarks>
    /// <param name="first">Whether this is the first batch since then.</param>
    public abstract BatchResult Accumulate(Batch batch, in RandomPosition random, bool first);

    /// <summary>Copies what <see cref="Accumulate"/> has gathered to the host.</summary>
    public abstract void ReadAccumulated(Span<float> destination);

    /// <summary>Replaces what <see cref="Accumulate"/> has gathered.</summary>
    public abstract void WriteAccumulated(ReadOnlySpan<float> source);

    /// <summary>One training step: forward, backward, update of learnt parameters and running statistics. A loss that is
    /// not finite leaves all as they were: the caller finds it in the result.</summary>
    public abstract BatchResult Train(Batch batch, in RandomPosition random, in UpdateStep update);

    /// <summary>After a step whose loss was not finite: the first layer, in forward order, whose parameters or output
    /// are not finite; −1 if none is.</summary>
    public abstract int FindNonFiniteLayer();

    /// <summary>The first parameter tensor, of <see cref="ModelLayout.Parameters"/>, with a value that is not finite; −1
    /// if there is none.</summary>
    public abstract int FindNonFiniteParameter();

    /// <summary>Another executor of the same program with the same parameters, of which there is one copy in memory
    /// until one of the two changes its own; it may run at the same time, on another thread.</summary>
    public abstract Executor Fork();

    /// <summary>Whether the parameters of the two are one copy in memory.</summary>
    internal abstract bool SharesWeightsWith(Executor other);

    /// <summary>Frees its memory: every later call throws.</summary>
    public void Dispose()
    {
        if (!isDisposed)
        {
            isDisposed = true;
            Free();
            GC.SuppressFinalize(this);
        }
    }

    /// <summary>Called once.</summary>
    private protected abstract void Free();

    /// <summary>Begins a use, which ends when the result is disposed: until then the garbage collector takes none of what
    /// the executor holds.</summary>
    /// <exception cref="ObjectDisposedException">It is disposed.</exception>
    private protected Scope Open()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return new Scope(this);
    }

    /// <summary>A use.</summary>
    private protected readonly ref struct Scope(Executor executor)
    {
        /// <summary>Ends it.</summary>
        public void Dispose() => GC.KeepAlive(executor);
    }
}

/// <summary>What one batch gave.</summary>
/// <param name="Loss">The sum of its examples' losses.</param>
/// <param name="Wrong">Misclassified examples; 0 for regression.</param>
public readonly record struct BatchResult(double Loss, int Wrong);

/// <summary>Where in the random stream a step is: dropout's masks follow from it, on every device.</summary>
/// <param name="Seed">Philox's key.</param>
/// <param name="Step">The step's number since the schedule's start; part of the counter.</param>
public readonly record struct RandomPosition(ulong Seed, long Step);

/// <summary>What one update needs beside the gradients.</summary>
/// <param name="Rate">The learning rate of this step.</param>
/// <param name="Number">1 for the first update of a stage: Adam's bias correction.</param>
public readonly record struct UpdateStep(Optimizer Optimizer, float Rate, int Number)
{
    /// <summary>What the stage asks beside the optimizer; null: nothing.</summary>
    internal UpdateRules? Rules { get; init; }

    /// <summary>Examples whose gradients were accumulated for this update, this batch's not among them: they are
    /// averaged with this batch's, each example weighing the same.</summary>
    internal int Accumulated { get; init; }
}
