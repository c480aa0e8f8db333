using System.Collections.Concurrent;

namespace NetDsl;

/// <summary>Examples that stay files and are decoded when they are read; the first so many read stay in
/// memory.</summary>
/// <remarks>What is read does not depend on the order of reading: a file that turns out unreadable is replaced by the
/// next of its class in the set's order, always the same.</remarks>
internal sealed class FileStore<T> : ValueStore<T>
    where T : unmanaged
{
    private readonly ExampleFiles files;
    private readonly ClassFile[] examples;
    private readonly IFileDecoder<T> decoder;
    private readonly UnreadableList unreadable;
    private readonly ReadOnlyMemory<T>[] kept;
    private readonly ConcurrentDictionary<int, bool> broken = new();
    private readonly int size;
    private long room;

    /// <param name="memoryLimit">Bytes that may stay.</param>
    internal FileStore(
        ExampleFiles files, ClassFile[] examples, IFileDecoder<T> decoder, UnreadableList unreadable, long memoryLimit)
    {
        (this.files, this.examples, this.decoder, this.unreadable) = (files, examples, decoder, unreadable);
        kept = new ReadOnlyMemory<T>[examples.Length];
        size = decoder.Shape.Count;
        room = memoryLimit / (size * System.Runtime.CompilerServices.Unsafe.SizeOf<T>());
    }

    internal override bool DecodesOnRead => true;

    internal override ReadOnlyMemory<T> Read(int index)
    {
        for (int i = index, tried = 0; tried < examples.Length; i = (i + 1) % examples.Length, tried++)
        {
            if (examples[i].Class == examples[index].Class && TryRead(i) is { Length: > 0 } values)
            {
                return values;
            }
        }

        throw new DataException(
            $"{files.Root}: {examples[index].Path} is unreadable, and so is every other example of its class");
    }

    /// <returns>Nothing where the file is unreadable, which is listed.</returns>
    private ReadOnlyMemory<T> TryRead(int index)
    {
        lock (kept)
        {
            if (kept[index].Length > 0)
            {
                return kept[index];
            }
        }

        string path = examples[index].Path;
        if (broken.ContainsKey(index))
        {
            return default;
        }

        var values = new T[size];
        try
        {
            decoder.Decode(files.Read(path), values);
        }
        catch (UnreadableException exception)
        {
            broken.TryAdd(index, true);
            unreadable.Add(path, exception.Message);
            return default;
        }
        catch (MismatchException exception)
        {
            throw new DataException($"{files.Root}: {path} {exception.Message}", exception);
        }

        Keep(index, values);
        return values;
    }

    private void Keep(int index, T[] values)
    {
        lock (kept)
        {
            if (room > 0 && kept[index].Length == 0)
            {
                kept[index] = values;
                room--;
            }
        }
    }
}
