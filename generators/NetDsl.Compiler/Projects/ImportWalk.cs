namespace NetDsl.Compiler.Projects;

/// <summary>Follows the imports of files, depth first; with a stack of its own, as a chain of imports may be long. Gives
/// each file once, behind those that it imports.</summary>
internal sealed class ImportWalk(Project project, Checkpoint? checkpoint)
{
    private readonly HashSet<string> met = [];

    /// <summary>What a file imports and no walk has met before; never the file itself.</summary>
    public List<ProjectFile> Needed(ProjectFile file)
    {
        met.Add(file.Normalized);
        var found = new List<ProjectFile>();
        if (file.Imports.Count > 0)
        {
            Run(file, found);
        }

        return found;
    }

    /// <summary>What a file imports, and behind it the file itself.</summary>
    public List<ProjectFile> NeededWith(ProjectFile file)
    {
        if (met.Contains(file.Normalized))
        {
            return [];
        }

        var found = Needed(file);
        found.Add(file);
        return found;
    }

    private void Run(ProjectFile start, List<ProjectFile> found)
    {
        var open = new Stack<Visit>();
        open.Push(new Visit(start));
        while (open.Count > 0)
        {
            if (Next(open.Peek()) is { } file)
            {
                open.Push(new Visit(file));
                continue;
            }

            checkpoint?.Invoke();
            var done = open.Pop();
            if (open.Count > 0)
            {
                found.Add(done.File);
            }
        }
    }

    /// <summary>The next of a file's imports that is not met yet; null behind the last.</summary>
    private ProjectFile? Next(Visit visit)
    {
        while (visit.Count < visit.File.Imports.Count)
        {
            var path = visit.File.Imports[visit.Count++];
            if (!met.Contains(path) && project.Find(path) is { } file)
            {
                met.Add(path);
                return file;
            }
        }

        return null;
    }

    private sealed class Visit(ProjectFile file)
    {
        public ProjectFile File => file;

        /// <summary>Of its imports, those that are done.</summary>
        public int Count { get; set; }
    }
}
