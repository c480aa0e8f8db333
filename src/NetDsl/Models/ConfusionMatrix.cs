namespace NetDsl;

/// <summary>How often each class was taken for each.</summary>
public sealed class ConfusionMatrix<TLabel>
    where TLabel : struct
{
    private readonly int[] counts;
    private readonly string[] names;

    internal ConfusionMatrix(int size, string[] names) =>
        (Size, counts, this.names) = (size, new int[size * size], names);

    /// <summary>Classes.</summary>
    public int Size { get; }

    /// <summary>Examples of class <paramref name="actual"/> that were taken for <paramref name="predicted"/>.</summary>
    public int this[TLabel actual, TLabel predicted] =>
        Count(LabelNumber<TLabel>.ToNumber(actual), LabelNumber<TLabel>.ToNumber(predicted));

    /// <summary>The same by the classes' numbers.</summary>
    public int Count(int actual, int predicted) => counts[Index(actual, predicted)];

    /// <summary>A class's name as the network's file writes it, or its number.</summary>
    public string Name(int label) => label < names.Length ? names[label] : label.ToString();

    internal void Add(int actual, int predicted) => counts[Index(actual, predicted)]++;

    private int Index(int actual, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)actual, (uint)Size, nameof(actual));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted, (uint)Size, nameof(predicted));
        return actual * Size + predicted;
    }
}
