using System.Collections;

namespace NetDsl.Compiler.Collections;

/// <summary>An immutable array that compares by its elements: what lets the generator's steps be cached.</summary>
/// <param name="items">Kept, not copied: nobody else may change it.</param>
/// <remarks>A class, as are most of the compiler's records: the run-time compiles generic code once for all classes, but
/// again for each struct, and a cold build pays for that.</remarks>
public sealed class EquatableArray<T>(T[] items) : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
    where T : IEquatable<T>
{
    public static readonly EquatableArray<T> Empty = new([]);

    public int Count => items.Length;

    public T this[int index] => items[index];

    public bool Equals(EquatableArray<T>? other)
    {
        if (other is null || Count != other.Count)
        {
            return false;
        }

        if (ReferenceEquals(other, this))
        {
            return true; // most of a project stays as it is
        }

        for (var index = 0; index < Count; index++)
        {
            if (!this[index].Equals(other[index]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as EquatableArray<T>);

    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var item in items)
        {
            hash = unchecked(hash * 31 + item.GetHashCode());
        }

        return hash;
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public static bool operator ==(EquatableArray<T>? left, EquatableArray<T>? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(EquatableArray<T>? left, EquatableArray<T>? right) => !(left == right);
}

/// <summary>Makes <see cref="EquatableArray{T}"/> at the end of a query.</summary>
public static class EquatableArray
{
    public static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items)
        where T : IEquatable<T> => new(items.ToArray());
}
