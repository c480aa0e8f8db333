namespace NetDsl;

/// <summary>A folder's files as sets and classes: <c>train/&lt;class&gt;/…</c>, <c>validation/…</c>, <c>test/…</c>, or
/// <c>&lt;class&gt;/…</c> alone.</summary>
internal sealed class FolderLayout
{
    private const string Expected = "train/<class>/<file>, validation/… and test/…, or <class>/<file>";

    private static readonly string[][] SetNames = [["train"], ["validation", "val"], ["test"]];

    private readonly string root;
    private readonly UnreadableList unreadable;
    private readonly string[] extensions;
    private readonly List<(string Class, string Path)>[] sets = [[], [], []];

    /// <param name="extensions">Of the examples: <c>.png</c>, in lower case.</param>
    /// <exception cref="DataException">The files lie otherwise.</exception>
    internal FolderLayout(ExampleFiles files, string[] extensions, FolderOptions options, UnreadableList unreadable)
    {
        (root, this.extensions, this.unreadable) = (files.Root, extensions, unreadable);
        List<string> paths = [.. files.Paths.Where(IsSeen)];
        string wrapper = Wrapper(paths);
        bool hasSets = paths.Any(path =>
            path.StartsWith(wrapper, StringComparison.Ordinal) && SetOf(path[wrapper.Length..]) >= 0);
        foreach (string path in paths.Order(StringComparer.Ordinal))
        {
            Place(path, wrapper, hasSets);
        }

        if (sets[0].Count == 0)
        {
            throw new DataException(
                $"{root} holds no {(hasSets ? "train/<class>/ with " : "")}{string.Join(", ", extensions)} files; " +
                $"expected {Expected}");
        }

        Folders = Classes(options);
        if (options.Classes is null)
        {
            ReportEmpty(files.Folders, wrapper, hasSets);
        }

        Labels = options.Labels ?? Folders;
        if (Labels.Count != Folders.Count)
        {
            throw new DataException(
                $"{root} has {Folders.Count:N0} classes, but {Labels.Count:N0} labels are stated for them");
        }
    }

    /// <summary>The classes' folders, by class.</summary>
    internal IReadOnlyList<string> Folders { get; }

    /// <summary>The classes' names, by class.</summary>
    internal IReadOnlyList<string> Labels { get; }

    internal ClassFile[] Training => Files(0);

    internal ClassFile[] Validation => Files(1);

    internal ClassFile[] Test => Files(2);

    private static bool IsSeen(string path)
    {
        // what systems leave behind
        string[] parts = path.Split('/');
        return !Array.Exists(parts, part => part.StartsWith('.') || part == "__MACOSX")
            && parts[^1] is not ("Thumbs.db" or "desktop.ini");
    }

    /// <summary>A folder that holds all the others, as many a ZIP has: <c>name/</c>; else nothing.</summary>
    private static string Wrapper(List<string> paths)
    {
        string wrapper = "";
        while (true)
        {
            // others are beside it, such as a README
            string[] inside = [.. paths.Where(path =>
                path.StartsWith(wrapper, StringComparison.Ordinal) && path.IndexOf('/', wrapper.Length) >= 0)];
            string[] first = [.. inside.Select(path => path[..(path.IndexOf('/', wrapper.Length) + 1)]).Distinct()];
            bool isDeeper = first is [var only] && SetOf(only[wrapper.Length..]) < 0
                && Array.Exists(inside, path => path.IndexOf('/', only.Length) >= 0);
            if (!isDeeper)
            {
                return wrapper;
            }

            wrapper = first[0];
        }
    }

    /// <summary>Which set's folder a path starts with; −1: none.</summary>
    private static int SetOf(string path)
    {
        int end = path.IndexOf('/');
        string first = end < 0 ? "" : path[..end];
        return Array.FindIndex(SetNames, names => names.Contains(first, StringComparer.OrdinalIgnoreCase));
    }

    private void Place(string path, string wrapper, bool hasSets)
    {
        string inside = path.StartsWith(wrapper, StringComparison.Ordinal)
            ? path[wrapper.Length..]
            : Path.GetFileName(path);
        string[] parts = inside.Split('/');
        int set = hasSets ? SetOf(inside) : 0;
        bool isExample = extensions.Contains(Path.GetExtension(path).ToLowerInvariant());
        if (set < 0 && parts.Length > 1)
        {
            throw new DataException(
                $"{root} has a folder '{parts[0]}' beside those of its sets; expected {Expected}");
        }

        int depth = parts.Length - (hasSets && set >= 0 ? 1 : 0);
        if (depth > 2)
        {
            throw new DataException($"{root}: {path} lies in a folder of a class's folder; expected {Expected}");
        }

        if (depth < 2)
        {
            // a README may lie there, an example may not
            if (isExample)
            {
                unreadable.Add(path, "lies in no class's folder");
            }
        }
        else if (isExample)
        {
            sets[set].Add((parts[^2], path));
        }
        else
        {
            unreadable.Add(path, $"is none of {string.Join(", ", extensions)}");
        }
    }

    /// <summary>Lists the folders of training classes that have no example: they are no classes, which numbers those
    /// behind them otherwise.</summary>
    private void ReportEmpty(IReadOnlyList<string> folders, string wrapper, bool hasSets)
    {
        foreach (string folder in folders.Where(IsSeen).Where(
            folder => folder.StartsWith(wrapper, StringComparison.Ordinal)))
        {
            string[] parts = folder[wrapper.Length..].Split('/');
            bool isClass = parts.Length == (hasSets ? 2 : 1) && (!hasSets || SetOf(folder[wrapper.Length..]) == 0);
            if (isClass && !Folders.Contains(parts[^1]))
            {
                unreadable.Add(
                    folder,
                    $"is a folder without {string.Join(", ", extensions)} files: it is no class, and those behind it " +
                    "have one number less than with it");
            }
        }
    }

    private IReadOnlyList<string> Classes(FolderOptions options)
    {
        string[] found = [.. sets[0].Select(file => file.Class).Distinct().Order(StringComparer.Ordinal)];
        IReadOnlyList<string> classes = options.Classes ?? found;
        if (classes.Except(found).FirstOrDefault() is { } missing)
        {
            throw new DataException(
                $"{root} has no training examples of the class '{missing}', only of {string.Join(", ", found)}");
        }

        if (classes.Distinct().Count() != classes.Count)
        {
            throw new DataException($"{root}: a class is stated twice: {string.Join(", ", classes)}");
        }

        HashSet<string> known = [.. classes];
        foreach (var (folder, path) in sets.SelectMany(set => set))
        {
            if (!known.Contains(folder))
            {
                throw new DataException(
                    $"{root}: {path} is of the class '{folder}', which is not among " +
                    $"{(options.Classes is null ? "the training examples'" : "those stated")}: " +
                    string.Join(", ", classes));
            }
        }

        return classes;
    }

    private ClassFile[] Files(int set)
    {
        var numbers = new Dictionary<string, int>();
        for (int i = 0; i < Folders.Count; i++)
        {
            numbers[Folders[i]] = i;
        }

        return ClassMix.Order(sets[set].Select(file => new ClassFile(file.Path, numbers[file.Class])));
    }
}
