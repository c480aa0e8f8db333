namespace NetDsl;

/// <summary>Images of bytes, each with a class: networks read the bytes 0 … 255 as 0 … 1, or as their file
/// states.</summary>
public sealed class LabelledImages : ExampleSet
{
    private readonly ValueStore<byte> store;
    private readonly int start;
    private readonly ReadOnlyMemory<int> labels;
    private readonly ReadOnlyMemory<string> paths;

    /// <summary>Images over memory that is not copied.</summary>
    /// <param name="pixels">[count, channels, height, width]</param>
    /// <param name="labels">[count]: each image's class, from 0 on.</param>
    /// <param name="labelNames">The classes' names, in their order; null: they have none.</param>
    /// <exception cref="DataException">The numbers of pixels and labels do not agree, or a label is
    /// negative.</exception>
    /// <exception cref="ShapeException">An image has more values than an array can.</exception>
    public LabelledImages(
        ReadOnlyMemory<byte> pixels,
        ReadOnlyMemory<int> labels,
        int channels,
        int height,
        int width,
        IReadOnlyList<string>? labelNames = null)
        : this(
            pixels, labels, new Shape(Positive(channels), Positive(height), Positive(width)), labelNames ?? [])
    {
        long expected = (long)labels.Length * InputShape.Count;
        if (pixels.Length != expected)
        {
            throw new DataException(
                $"{labels.Length:N0} labels need {labels.Length:N0} images of {InputShape}, {expected:N0} bytes, " +
                $"but there are {pixels.Length:N0} bytes");
        }

        int negative = labels.Span.IndexOfAnyExceptInRange(0, int.MaxValue);
        if (negative >= 0)
        {
            throw new DataException(
                $"label {labels.Span[negative]} of image {negative} is negative; classes count from 0");
        }
    }

    private LabelledImages(
        ReadOnlyMemory<byte> pixels, ReadOnlyMemory<int> labels, Shape shape, IReadOnlyList<string> labelNames)
        : this(new MemoryStore<byte>(pixels, shape.Count), 0, labels, default, shape, labelNames)
    {
    }

    /// <param name="start">The set's first example in the store.</param>
    /// <param name="paths">[count], or empty.</param>
    internal LabelledImages(
        ValueStore<byte> store,
        int start,
        ReadOnlyMemory<int> labels,
        ReadOnlyMemory<string> paths,
        Shape shape,
        IReadOnlyList<string> labelNames)
    {
        (this.store, this.start, this.labels, this.paths) = (store, start, labels, paths);
        (InputShape, LabelNames) = (shape, labelNames);
        (Channels, Height, Width) = (shape.Sizes[0], shape.Sizes[1], shape.Sizes[2]);
    }

    /// <summary>1 for grey, 3 for colours.</summary>
    public int Channels { get; }

    /// <summary>Rows of each image.</summary>
    public int Height { get; }

    /// <summary>Columns of each image.</summary>
    public int Width { get; }

    /// <inheritdoc/>
    public override int Count => labels.Length;

    /// <inheritdoc/>
    public override Shape InputShape { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> LabelNames { get; }

    /// <summary>The images, by number.</summary>
    public ImageList Images => new(this);

    /// <summary>The classes, by number.</summary>
    public ReadOnlySpan<int> Labels => labels.Span;

    /// <summary>The images' files within their folder or ZIP, by number; empty where they come from no
    /// folder.</summary>
    public ReadOnlySpan<string> Paths => paths.Span;

    internal override bool DecodesOnRead => store.DecodesOnRead;

    /// <inheritdoc/>
    public override int Label(int index) => labels.Span[index];

    /// <inheritdoc/>
    public override void CopyInput(int index, Span<float> destination) =>
        PixelConversion.ToUnit(Bytes(index).Span, destination);

    /// <inheritdoc/>
    public override LabelledImages Slice(int start, int count)
    {
        CheckRange(start, count);
        return new LabelledImages(
            store,
            this.start + start,
            labels.Slice(start, count),
            paths.IsEmpty ? default : paths.Slice(start, count),
            InputShape,
            LabelNames);
    }

    /// <inheritdoc cref="OfClasses(IReadOnlyList{string})"/>
    /// <remarks>For C# 12, whose <c>params</c> are arrays.</remarks>
    public LabelledImages OfClasses(params string[] names) => OfClasses((IReadOnlyList<string>)names);

    /// <summary>The images of some classes, numbered in this order, without copying them.</summary>
    /// <exception cref="DataException">There is no class of such a name.</exception>
    public LabelledImages OfClasses(params IReadOnlyList<string> names)
    {
        string[] known = [.. LabelNames];
        int[] numbers = [.. names.Select(name => Array.IndexOf(known, name) is var number and >= 0
            ? number
            : throw new DataException(
                $"there is no class '{name}': " +
                (known.Length == 0 ? "the classes have no names" : $"there are {string.Join(", ", known)}")))];
        return Pick(index => numbers.Contains(labels.Span[index]), label => Array.IndexOf(numbers, label), names);
    }

    /// <summary>The first images of each class, without copying them: fewer where a class has not so many.</summary>
    /// <param name="count">Of each class.</param>
    public LabelledImages FirstOfEach(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var taken = new Dictionary<int, int>();
        return Pick(
            index => (taken[labels.Span[index]] = taken.GetValueOrDefault(labels.Span[index]) + 1) <= count,
            label => label,
            LabelNames);
    }

    internal override LabelledImages Pick(int[] numbers) => Pick(numbers, label => label, LabelNames);

    private LabelledImages Pick(Func<int, bool> isPicked, Func<int, int> renumber, IReadOnlyList<string> names) =>
        Pick([.. Enumerable.Range(0, Count).Where(isPicked)], renumber, names);

    private LabelledImages Pick(int[] picked, Func<int, int> renumber, IReadOnlyList<string> names) => new(
        new PickedStore<byte>(store, Array.ConvertAll(picked, index => start + index)),
        0,
        Array.ConvertAll(picked, index => renumber(labels.Span[index])),
        paths.IsEmpty ? default : Array.ConvertAll(picked, index => paths.Span[index]),
        InputShape,
        names);

    internal Image Image(int index) => new(Bytes(index), Channels, Height, Width);

    private static int Positive(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return size;
    }

    private ReadOnlyMemory<byte> Bytes(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return store.Read(start + index);
    }
}
