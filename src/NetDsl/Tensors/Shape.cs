namespace NetDsl;

/// <summary>The sizes of a tensor, outermost first: <c>new(6, 1, 5, 5)</c>.</summary>
public sealed class Shape : IEquatable<Shape>
{
    private readonly int[] sizes;

    /// <summary>A shape of these sizes.</summary>
    public Shape(params ReadOnlySpan<int> sizes) => this.sizes = sizes.ToArray();

    /// <summary>The sizes, outermost first.</summary>
    public ReadOnlySpan<int> Sizes => sizes;

    /// <summary>Values in the tensor.</summary>
    public int Count => sizes.Aggregate(1, (product, size) => checked(product * size));

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && sizes.AsSpan().SequenceEqual(other.sizes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode() => sizes.Aggregate(17, HashCode.Combine);

    /// <summary>As <c>6×1×5×5</c>.</summary>
    public override string ToString() => string.Join("×", sizes);
}
