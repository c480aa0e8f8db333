namespace NetDsl.Tests.Campaigns;

/// <summary>One kind of file.</summary>
/// <param name="Whole">Right files of that kind.</param>
/// <param name="FileName">Where the damaged one lies in its folder.</param>
/// <param name="Documented">The exception that reading may throw.</param>
/// <param name="Read">Reads it, from the folder.</param>
internal sealed record FileSubject(
    string Name, byte[][] Whole, string FileName, Type Documented, Action<string> Read)
{
    /// <summary>The other files that reading needs.</summary>
    public (string Name, byte[] Content)[] Beside { get; init; } = [];

    /// <summary>Mends the checksums of a damaged file, so that what is behind them is reached; null: it has
    /// none.</summary>
    public Action<byte[]>? Seal { get; init; }

    /// <summary>Wraps what was damaged, as in compression; null: it stays as it is.</summary>
    public Func<byte[], byte[]>? Wrap { get; init; }

    /// <returns>A folder of its own with the other files.</returns>
    public string Prepare(TemporaryFolder folder)
    {
        string own = folder.File(Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(own);
        foreach (var (name, content) in Beside)
        {
            Write(own, name, content);
        }

        return own;
    }

    public void Write(string folder, byte[] content) => Write(folder, FileName, content);

    public byte[] Damage(Random random)
    {
        byte[] damaged = Mutation.Of(Whole[random.Next(Whole.Length)], random);
        if (Seal is not null && random.Next(4) > 0)
        {
            Seal(damaged);
        }

        return Wrap is null ? damaged : Wrap(damaged);
    }

    private static void Write(string folder, string name, byte[] content)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
