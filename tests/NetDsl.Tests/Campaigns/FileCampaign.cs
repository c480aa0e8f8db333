namespace NetDsl.Tests.Campaigns;

/// <summary>Damaged files of every kind that is read: each is read, or refused with the documented exception, and takes
/// no more memory than its size explains.</summary>
public static class FileCampaign
{
    private const int FilesOfRound = 8;

    // decoding an image takes up to 32 bytes for each of the pixels that one byte of a file can be
    private const long MemoryOfByte = 32 * 512;
    private const long MemoryOfAny = 32L << 20;

    /// <summary>Rounds of some damaged files of each kind. What goes wrong is in the result, with what makes the same
    /// file again; a seed always makes the same files.</summary>
    public static IReadOnlyList<string> Run(int seed, int rounds)
    {
        using var folder = new TemporaryFolder();
        IReadOnlyList<FileSubject> subjects = FileSubjects.All;
        string[] folders = [.. subjects.Select(subject => subject.Prepare(folder))];
        var failures = new List<string>();
        for (int round = 0; round < rounds && failures.Count < 100; round++)
        {
            for (int kind = 0; kind < subjects.Count; kind++)
            {
                for (int number = 0; number < FilesOfRound; number++)
                {
                    int own = HashCodeOf(seed, round, kind, number);
                    if (Try(subjects[kind], folders[kind], new Random(own)) is { } failure)
                    {
                        failures.Add($"{subjects[kind].Name}, seed {own}: {failure}");
                    }
                }
            }
        }

        return failures;
    }

    /// <returns>What went wrong; null: nothing.</returns>
    private static string? Try(FileSubject subject, string folder, Random random)
    {
        byte[] damaged = subject.Damage(random);
        subject.Write(folder, damaged);
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            subject.Read(folder);
        }
        catch (Exception exception) when (exception.GetType() == subject.Documented)
        {
            if (exception.Message.Length < 10)
            {
                return $"the message '{exception.Message}' says nothing";
            }
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }

        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        return taken <= MemoryOfAny + MemoryOfByte * damaged.Length
            ? null
            : $"{damaged.Length:N0} bytes of file took {taken:N0} bytes of memory";
    }

    // the same in every process, as HashCode's are not
    private static int HashCodeOf(params int[] numbers) =>
        numbers.Aggregate(17, (hash, number) => unchecked(hash * 1_000_003 + number));
}
