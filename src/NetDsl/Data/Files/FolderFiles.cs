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

    internal FolderFiles(string root) : base(root) => Paths =
    [
        .. Directory.EnumerateFiles(root, "*", Everything)
            .Select(path => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/')),
    ];

    internal override IReadOnlyList<string> Paths { get; }

    internal override byte[] Read(string path)
    {
        try
        {
            var file = new FileInfo(Path.Combine(Root, path));
            return file.Length <= LargestFile ? File.ReadAllBytes(file.FullName) : throw TooLarge(file.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableException($"cannot be read: {exception.Message}", exception);
        }
    }
}
