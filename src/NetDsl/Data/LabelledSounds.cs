namespace NetDsl;

/// <summary>Recordings of one length, each with a class: signals 1×length of values from −1 to 1.</summary>
public sealed class LabelledSounds : ExampleSet
{
    private readonly ValueStore<float> store;
    private readonly int start;
    private readonly ReadOnlyMemory<int> labels;
    private readonly ReadOnlyMemory<string> paths;

    /// <param name="start">The set's first example in the store.</param>
    /// <param name="paths">[count], or empty.</param>
    internal LabelledSounds(
        ValueStore<float> store,
        int start,
        ReadOnlyMemory<int> labels,
        ReadOnlyMemory<string> paths,
        int length,
        int rate,
        IReadOnlyList<string> labelNames)
    {
        (this.store, this.start, this.labels, this.paths) = (store, start, labels, paths);
        (Length, Rate, LabelNames, InputShape) = (length, rate, labelNames, new Shape(1, length));
    }

    /// <summary>Values of each recording.</summary>
    public int Length { get; }

    /// <summary>Values a second.</summary>
    public int Rate { get; }

    /// <inheritdoc/>
    public override int Count => labels.Length;

    /// <inheritdoc/>
    public override Shape InputShape { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> LabelNames { get; }

    /// <summary>The classes, by number.</summary>
    public ReadOnlySpan<int> Labels => labels.Span;

    /// <summary>The recordings' files within their folder or ZIP, by number.</summary>
    public ReadOnlySpan<string> Paths => paths.Span;

    internal override bool DecodesOnRead => store.DecodesOnRead;

    /// <summary>A recording's values.</summary>
    /// <returns>[length], −1 … 1.</returns>
    public ReadOnlySpan<float> Sound(int index) => Values(index).Span;

    /// <inheritdoc/>
    public override int Label(int index) => labels.Span[index];

    /// <inheritdoc/>
    public override void CopyInput(int index, Span<float> destination) => Values(index).Span.CopyTo(destination);

    /// <inheritdoc/>
    public override LabelledSounds Slice(int start, int count)
    {
        CheckRange(start, count);
        return new LabelledSounds(
            store,
            this.start + start,
            labels.Slice(start, count),
            paths.IsEmpty ? default : paths.Slice(start, count),
            Length,
            Rate,
            LabelNames);
    }

    internal override LabelledSounds Pick(int[] numbers) => new(
        new PickedStore<float>(store, Array.ConvertAll(numbers, index => start + index)),
        0,
        Array.ConvertAll(numbers, index => labels.Span[index]),
        Array.ConvertAll(numbers, index => paths.Span[index]),
        Length,
        Rate,
        LabelNames);

    private ReadOnlyMemory<float> Values(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return store.Read(start + index);
    }
}
