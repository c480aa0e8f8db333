namespace NetDsl.Compiler.Projects;

/// <summary>Paths of a project's files, with `/` or `\`, as texts: nothing is looked up on a disk.</summary>
internal static class ProjectPath
{
    private static readonly char[] Separators = ['/', '\\'];

    /// <summary>The path with `/`, without `.` and without the folders that a `..` leaves again.</summary>
    public static string Normalize(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split(Separators))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] is not ".." and not "")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != "." && (part.Length > 0 || parts.Count == 0))
            {
                parts.Add(part);
            }
        }

        return string.Join("/", parts);
    }

    /// <summary>What a path in a file means.</summary>
    /// <param name="file">The file's own, normalized.</param>
    /// <param name="path">As written, relative to the file's folder.</param>
    public static string Resolve(string file, string path)
    {
        var isRooted = path.Length > 0 && Separators.Contains(path[0]) || path.Contains(':');
        return Normalize(isRooted ? path : Folder(file) + path);
    }

    /// <summary>How a file calls another: `../blocks.net`. Both are normalized; the other's own path where they have no
    /// folder in common.</summary>
    public static string Relative(string from, string to)
    {
        var (here, there) = (from.Split('/'), to.Split('/'));
        var common = 0;
        while (common < here.Length - 1 && common < there.Length - 1 && here[common] == there[common])
        {
            common++;
        }

        var isApart = common == 0 && (to.StartsWith("/", StringComparison.Ordinal) || to.Contains(':'));
        return isApart ? to
            : string.Concat(Enumerable.Repeat("../", here.Length - 1 - common)) + string.Join("/", there.Skip(common));
    }

    /// <summary>The path without its folders.</summary>
    public static string Name(string path) => path.Substring(path.LastIndexOfAny(Separators) + 1);

    private static string Folder(string file) => file.Substring(0, file.LastIndexOf('/') + 1);
}
