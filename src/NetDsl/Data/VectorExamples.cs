namespace NetDsl;

/// <summary>Inputs of floats, each with a class or with target values.</summary>
public sealed class VectorExamples : ExampleSet
{
    private readonly ReadOnlyMemory<float> inputs;
    private readonly ReadOnlyMemory<int> labels;
    private readonly ReadOnlyMemory<float> targets;
    private readonly int inputSize;

    /// <summary>Examples with classes, over memory that is not copied.</summary>
    /// <param name="inputShape">One input's shape.</param>
    /// <param name="inputs">[count, input size]</param>
    /// <param name="labels">[count]: classes, from 0 on.</param>
    /// <exception cref="DataException">The numbers of inputs and labels do not agree.</exception>
    public VectorExamples(Shape inputShape, ReadOnlyMemory<float> inputs, ReadOnlyMemory<int> labels)
        : this(inputShape, inputs, labels.Length, $"{labels.Length:N0} labels") => this.labels = labels;

    /// <summary>Examples with target values, over memory that is not copied.</summary>
    /// <param name="inputShape">One input's shape.</param>
    /// <param name="inputs">[count, input size]</param>
    /// <param name="targetSize">Values of one target.</param>
    /// <param name="targets">[count, <paramref name="targetSize"/>]</param>
    /// <exception cref="DataException">The numbers of inputs and targets do not agree.</exception>
    public VectorExamples(Shape inputShape, ReadOnlyMemory<float> inputs, int targetSize, ReadOnlyMemory<float> targets)
        : this(
            inputShape, inputs, CountTargets(targets, targetSize), $"{targets.Length:N0} target values of {targetSize}")
        => (this.targets, TargetSize) = (targets, targetSize);

    private VectorExamples(Shape inputShape, ReadOnlyMemory<float> inputs, int count, string companions)
    {
        inputSize = inputShape.Count;
        if (inputs.Length != (long)count * inputSize)
        {
            throw new DataException(
                $"{companions} need {count:N0} inputs of {inputShape}, {(long)count * inputSize:N0} values, " +
                $"but there are {inputs.Length:N0}");
        }

        (InputShape, this.inputs, Count) = (inputShape, inputs, count);
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override Shape InputShape { get; }

    /// <inheritdoc/>
    public override int TargetSize { get; }

    /// <inheritdoc/>
    public override void CopyInput(int index, Span<float> destination) =>
        inputs.Span.Slice(index * inputSize, inputSize).CopyTo(destination);

    /// <inheritdoc/>
    public override int Label(int index) => TargetSize == 0 ? labels.Span[index] : base.Label(index);

    /// <inheritdoc/>
    public override void CopyTarget(int index, Span<float> destination)
    {
        if (TargetSize == 0)
        {
            base.CopyTarget(index, destination);
        }

        targets.Span.Slice(index * TargetSize, TargetSize).CopyTo(destination);
    }

    private static int CountTargets(ReadOnlyMemory<float> targets, int targetSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetSize);
        return targets.Length % targetSize == 0
            ? targets.Length / targetSize
            : throw new DataException(
                $"{targets.Length:N0} target values are not a multiple of {targetSize}, one target's size");
    }
}
