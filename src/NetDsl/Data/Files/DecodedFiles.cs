namespace NetDsl;

/// <summary>The examples of one set of a folder, with what they were made of.</summary>
/// <param name="Files">By number.</param>
internal sealed record DecodedFiles<T>(ValueStore<T> Store, ClassFile[] Files)
    where T : unmanaged
{
    internal int[] Labels => Array.ConvertAll(Files, file => file.Class);

    internal string[] Paths => Array.ConvertAll(Files, file => file.Path);

    /// <summary>Decodes the files on all cores where the result fits the memory; else leaves that for later.</summary>
    /// <exception cref="DataException">A file is not what the caller asked for, or no file can be read.</exception>
    internal static DecodedFiles<T> Load(
        ExampleFiles files, ClassFile[] examples, IFileDecoder<T> decoder, UnreadableList unreadable, long memoryLimit)
    {
        int size = decoder.Shape.Count;
        long values = (long)examples.Length * size;
        return values <= Array.MaxLength && values * System.Runtime.CompilerServices.Unsafe.SizeOf<T>() <= memoryLimit
            ? LoadNow(files, examples, decoder, unreadable, size)
            : new(new FileStore<T>(files, examples, decoder, unreadable, memoryLimit), examples);
    }

    private static DecodedFiles<T> LoadNow(
        ExampleFiles files, ClassFile[] examples, IFileDecoder<T> decoder, UnreadableList unreadable, int size)
    {
        var values = new T[examples.Length * size];
        var failures = new Exception?[examples.Length];
        Parallel.For(0, examples.Length, (i, loop) =>
        {
            try
            {
                decoder.Decode(files.Read(examples[i].Path), values.AsSpan(i * size, size));
            }
            catch (Exception exception) when (exception is UnreadableException or MismatchException)
            {
                failures[i] = exception;
                if (exception is MismatchException)
                {
                    loop.Break(); // those before are still read, so that the first is the one named
                }
            }
        });
        int count = 0;
        for (int i = 0; i < examples.Length; i++)
        {
            switch (failures[i])
            {
                case MismatchException mismatch:
                    throw new DataException($"{files.Root}: {examples[i].Path} {mismatch.Message}", mismatch);
                case { } failure:
                    unreadable.Add(examples[i].Path, failure.Message);
                    continue;
            }

            values.AsSpan(i * size, size).CopyTo(values.AsSpan(count * size, size));
            examples[count++] = examples[i];
        }

        return count > 0 || examples.Length == 0
            ? new(new MemoryStore<T>(values.AsMemory(0, count * size), size), examples[..count])
            : throw new DataException(
                $"{files.Root}: none of {examples.Length:N0} files can be read; the first, {examples[0].Path}, " +
                failures[0]!.Message);
    }
}
