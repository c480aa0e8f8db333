namespace NetDsl;

/// <summary>The files of a data set that could not be used, as threads find them.</summary>
/// <param name="strict">Whether the first is an error.</param>
internal sealed class UnreadableList(string root, bool strict)
{
    private readonly SortedDictionary<string, string> reasons = new(StringComparer.Ordinal);

    /// <summary>Those found so far, by path.</summary>
    internal UnreadableFile[] Files
    {
        get
        {
            lock (reasons)
            {
                return [.. reasons.Select(file => new UnreadableFile(file.Key, file.Value))];
            }
        }
    }

    /// <exception cref="DataException">Where the caller asked for every file.</exception>
    internal void Add(string path, string reason)
    {
        if (strict)
        {
            throw new DataException($"{root}: {path} {reason}");
        }

        lock (reasons)
        {
            reasons[path] = reason;
        }
    }
}
