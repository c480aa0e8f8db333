namespace NetDsl;

/// <summary>What is wrong with a path before anything is opened.</summary>
internal static class FilePath
{
    /// <summary>A sentence for the user; null: nothing.</summary>
    internal static string? Fault(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return string.IsNullOrWhiteSpace(path) ? "the path is empty: state the name of a file or folder"
            : path.Contains('\0')
                ? $"the path '{path.Replace("\0", "\\0")}' has a NUL character in it, which no path may have"
            : null;
    }
}
