namespace NetDsl;

/// <summary>The files of a folder and of those in it.</summary>
internal sealed class FolderFiles : ExampleFiles
{
    // deep enough to see that a layout is too deep, and no link into itself runs on
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 6,
        IgnoreInaccessible = false,
        AttributesToSkip = 0,
    };

    internal FolderFiles(string root, long largestFile) : base(root, largestFile)
    {
        Paths = Within(Directory.EnumerateFiles(root, "*", Everything));
        Folders = Within(Directory.EnumerateDirectories(root, "*", Everything));
    }

    internal override IReadOnlyList<string> Paths { get; }

    internal override IReadOnlyList<string> Folders { get; }

    internal override byte[] Read(string path) => RegularFile.Read(Path.Combine(Root, path), LargestFile);

    private string[] Within(IEnumerable<string> paths) =>
        [.. paths.Select(path => Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/'))];
}
