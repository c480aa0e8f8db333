namespace NetDsl;

/// <summary>The sizes of a tensor, outermost first: <c>new(6, 1, 5, 5)</c>.</summary>
public sealed class Shape : IEquatable<Shape>
{
    private readonly int[] sizes;

    /// <summary>A shape of these sizes.</summary>
    public Shape(params ReadOnlySpan<int> sizes) => this.sizes = sizes.ToArray();

    /// <summary>The same for C# 12, whose <c>params</c> are arrays.</summary>
    public Shape(params int[] sizes)
        : this(sizes.AsSpan())
    {
    }

    /// <summary>The sizes, outermost first.</summary>
    public ReadOnlySpan<int> Sizes => sizes;

    /// <summary>Values in the tensor.</summary>
    /// <exception cref="ShapeException">They are more than an array can have.</exception>
    public int Count
    {
        get
        {
            long count = 1;
            foreach (int size in sizes)
            {
                count *= size;
                if (count is > int.MaxValue or < int.MinValue)
                {
                    throw new ShapeException($"{this} has more values than the {Array.MaxLength:N0} of an array");
                }
            }

            return (int)count;
        }
    }

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && sizes.AsSpan().SequenceEqual(other.sizes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode() => sizes.Aggregate(17, HashCode.Combine);

    /// <summary>As <c>6×1×5×5</c>; of one value without sizes, <c>scalar</c>.</summary>
    public override string ToString() => sizes.Length == 0 ? "scalar" : string.Join("×", sizes);
}
