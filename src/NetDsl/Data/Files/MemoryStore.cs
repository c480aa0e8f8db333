namespace NetDsl;

/// <summary>Values in memory.</summary>
/// <param name="values">[count, size]</param>
internal sealed class MemoryStore<T>(ReadOnlyMemory<T> values, int size) : ValueStore<T>
    where T : unmanaged
{
    internal override bool DecodesOnRead => false;

    internal override ReadOnlyMemory<T> Read(int index) => values.Slice(index * size, size);
}
