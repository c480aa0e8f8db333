namespace NetDsl;

/// <summary>Examples to learn from or to be tested on, each an input with a class or with target values.</summary>
/// <remarks>Reading must be safe from several threads at once: training reads ahead on one of its own.</remarks>
public abstract class ExampleSet
{
    /// <summary>Examples.</summary>
    public abstract int Count { get; }

    /// <summary>One input's shape: <c>1×28×28</c>.</summary>
    public abstract Shape InputShape { get; }

    /// <summary>Values of one target; 0 where examples have classes.</summary>
    public virtual int TargetSize => 0;

    /// <summary>Classes of one example: 1, or 0 where examples have target values; for a network with several outputs,
    /// see <see cref="MultiTaskExamples"/>.</summary>
    public virtual int LabelColumns => TargetSize == 0 ? 1 : 0;

    /// <summary>What of an example is for which output of a network that has several; empty for one.</summary>
    public virtual IReadOnlyList<TaskTargets> Tasks => [];

    /// <summary>The classes' names, in their order; empty where they have none.</summary>
    public virtual IReadOnlyList<string> LabelNames => [];

    /// <summary>Whether reading decodes files, which is worth several threads.</summary>
    internal virtual bool DecodesOnRead => false;

    /// <summary>Whether each example's target is its input, as it is read: changed by chance in training.</summary>
    internal virtual bool AreOwnTargets => false;

    /// <summary>Copies an input's values, of images 0 … 1: what a network's file states is done to them
    /// then.</summary>
    /// <param name="destination">[input size]</param>
    public abstract void CopyInput(int index, Span<float> destination);

    /// <summary>An example's class, from 0 on.</summary>
    /// <exception cref="DataException">The examples have target values, not classes.</exception>
    public virtual int Label(int index) =>
        throw new DataException(
            "these examples have target values, not classes: they suit a network with a linear output");

    /// <summary>One of an example's classes.</summary>
    /// <param name="column">Which: from 0 to <see cref="LabelColumns"/> − 1.</param>
    public virtual int LabelAt(int index, int column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)LabelColumns, nameof(column));
        return Label(index);
    }

    /// <summary>Copies an example's target values.</summary>
    /// <param name="destination">[<see cref="TargetSize"/>]</param>
    /// <exception cref="DataException">The examples have classes, not target values.</exception>
    public virtual void CopyTarget(int index, Span<float> destination) =>
        throw new DataException(
            "these examples have classes, not target values: they suit a network with a softmax output");

    /// <summary>The examples <paramref name="start"/> … <paramref name="start"/> + <paramref name="count"/> − 1,
    /// without copying them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The set has no such examples.</exception>
    public virtual ExampleSet Slice(int start, int count) => new ExampleRange(this, start, count);

    /// <summary>The examples of these numbers, without copying them.</summary>
    internal virtual ExampleSet Pick(int[] numbers) => new PickedExamples(this, numbers);

    private protected void CheckRange(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - start);
    }

    private sealed class ExampleRange : ExampleSet
    {
        private readonly ExampleSet whole;
        private readonly int start;

        internal ExampleRange(ExampleSet whole, int start, int count)
        {
            whole.CheckRange(start, count);
            (this.whole, this.start, Count) = (whole, start, count);
        }

        public override int Count { get; }

        public override Shape InputShape => whole.InputShape;

        public override int TargetSize => whole.TargetSize;

        public override int LabelColumns => whole.LabelColumns;

        public override IReadOnlyList<TaskTargets> Tasks => whole.Tasks;

        public override IReadOnlyList<string> LabelNames => whole.LabelNames;

        internal override bool DecodesOnRead => whole.DecodesOnRead;

        public override void CopyInput(int index, Span<float> destination) =>
            whole.CopyInput(start + Checked(index), destination);

        public override int Label(int index) => whole.Label(start + Checked(index));

        public override int LabelAt(int index, int column) => whole.LabelAt(start + Checked(index), column);

        public override void CopyTarget(int index, Span<float> destination) =>
            whole.CopyTarget(start + Checked(index), destination);

        private int Checked(int index)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return index;
        }
    }
}
