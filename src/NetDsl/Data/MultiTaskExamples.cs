namespace NetDsl;

/// <summary>Inputs of floats, each with a target for every output of a network that has several.</summary>
public sealed class MultiTaskExamples : ExampleSet
{
    private readonly ReadOnlyMemory<float> inputs;
    private readonly TaskTargets[] tasks;
    private readonly TaskTargets[] classes;
    private readonly TaskTargets[] values;
    private readonly int inputSize;

    /// <summary>Examples over memory that is not copied.</summary>
    /// <param name="inputShape">One input's shape.</param>
    /// <param name="inputs">[count, input size]</param>
    /// <param name="tasks">A target for each output, in the order of the network's outputs.</param>
    /// <exception cref="DataException">The numbers of inputs and targets do not agree.</exception>
    public MultiTaskExamples(Shape inputShape, ReadOnlyMemory<float> inputs, params TaskTargets[] tasks)
    {
        (InputShape, this.inputs, this.tasks) = (inputShape, inputs, tasks);
        inputSize = inputShape.Count;
        Count = inputs.Length / inputSize;
        if (inputs.Length % inputSize != 0)
        {
            throw new DataException(
                $"{inputs.Length:N0} input values are not a multiple of {inputSize:N0}, those of one {inputShape}");
        }

        if (Array.Find(tasks, task => task.Count != Count) is { } odd)
        {
            throw new DataException($"there are {Count:N0} inputs, but {odd.Name} has targets for {odd.Count:N0}");
        }

        classes = Array.FindAll(tasks, task => task.Size == 0);
        values = Array.FindAll(tasks, task => task.Size > 0);
        TargetSize = values.Sum(task => task.Size);
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override Shape InputShape { get; }

    /// <summary>Values of all targets that have some.</summary>
    public override int TargetSize { get; }

    /// <inheritdoc/>
    public override int LabelColumns => classes.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<TaskTargets> Tasks => tasks;

    /// <inheritdoc/>
    public override void CopyInput(int index, Span<float> destination) =>
        inputs.Span.Slice(index * inputSize, inputSize).CopyTo(destination);

    /// <summary>An example's class for the first output that has classes.</summary>
    public override int Label(int index) => LabelAt(index, 0);

    /// <inheritdoc/>
    public override int LabelAt(int index, int column) => classes[column].Labels.Span[index];

    /// <summary>Copies an example's values for all outputs that have some, one behind the other.</summary>
    /// <param name="destination">[<see cref="TargetSize"/>]</param>
    public override void CopyTarget(int index, Span<float> destination)
    {
        foreach (TaskTargets task in values)
        {
            task.Values.Span.Slice(index * task.Size, task.Size).CopyTo(destination);
            destination = destination[task.Size..];
        }
    }
}
