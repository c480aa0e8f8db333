namespace NetDsl;

/// <summary>Some examples of another store.</summary>
/// <param name="picked">Of each, its number there.</param>
internal sealed class PickedStore<T>(ValueStore<T> store, int[] picked) : ValueStore<T>
    where T : unmanaged
{
    internal override bool DecodesOnRead => store.DecodesOnRead;

    internal override ReadOnlyMemory<T> Read(int index) => store.Read(picked[index]);
}
