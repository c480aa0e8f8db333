namespace NetDsl;

/// <summary>Where a set's values are: in memory, or in files until they are read.</summary>
/// <typeparam name="T"><see cref="byte"/> of images, <see cref="float"/> of recordings.</typeparam>
internal abstract class ValueStore<T>
    where T : unmanaged
{
    /// <summary>Whether reading decodes, which is worth several threads.</summary>
    internal abstract bool DecodesOnRead { get; }

    /// <summary>An example's values. Safe from several threads.</summary>
    /// <exception cref="DataException">They cannot be had, nor others in their place.</exception>
    internal abstract ReadOnlyMemory<T> Read(int index);
}
