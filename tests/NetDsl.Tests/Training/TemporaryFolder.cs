namespace NetDsl.Tests;

/// <summary>A folder of a test's own, deleted with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netdsl-");

    internal string Path => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);

    internal string File(string name) => System.IO.Path.Combine(folder.FullName, name);

    internal string File(string name, byte[] content)
    {
        System.IO.File.WriteAllBytes(File(name), content);
        return File(name);
    }
}
