namespace NetDsl;

/// <summary>What one output of a network with several is trained towards, for all examples of a set.</summary>
public sealed class TaskTargets
{
    private TaskTargets(string name, ReadOnlyMemory<int> labels, ReadOnlyMemory<float> values, int size) =>
        (Name, Labels, Values, Size) = (name, labels, values, size);

    /// <summary>The output's name, as the network's file writes it.</summary>
    public string Name { get; }

    /// <summary>Values of one example; 0 for classes.</summary>
    public int Size { get; }

    /// <summary>[count]: classes from 0 on, or empty.</summary>
    internal ReadOnlyMemory<int> Labels { get; }

    /// <summary>[count, <see cref="Size"/>], or empty.</summary>
    internal ReadOnlyMemory<float> Values { get; }

    internal int Count => Size == 0 ? Labels.Length : Values.Length / Size;

    /// <summary>Classes for a softmax output, over memory that is not copied.</summary>
    /// <param name="labels">[count]: from 0 on.</param>
    public static TaskTargets OfClasses(string name, ReadOnlyMemory<int> labels) => new(name, labels, default, 0);

    /// <summary>Values for a linear output, over memory that is not copied.</summary>
    /// <param name="size">Values of one example.</param>
    /// <param name="values">[count, <paramref name="size"/>]</param>
    /// <exception cref="DataException">There is no whole number of examples.</exception>
    public static TaskTargets OfValues(string name, int size, ReadOnlyMemory<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return values.Length % size == 0
            ? new(name, default, values, size)
            : throw new DataException($"{values.Length:N0} values of {name} are not a multiple of {size}, one example's");
    }
}
