using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Projects;

/// <summary>Follows the imports of files, depth first; with a stack of its own, as a chain of imports may be long. Gives
/// each file once, behind those that it imports, and never the one where all starts.</summary>
internal sealed class ImportWalk(ProjectFile root, EquatableArray<ProjectFile> all, Checkpoint? checkpoint)
{
    private readonly HashSet<string> met = [ProjectPath.Normalize(root.Path)];
    private Dictionary<string, ProjectFile>? files;

    /// <summary>What a file imports.</summary>
    public List<ProjectFile> Needed(ProjectFile file)
    {
        var found = new List<ProjectFile>();
        var start = new Visit(file);
        if (start.HasAny)
        {
            Run(start, found);
        }

        return found;
    }

    /// <summary>What a file imports, and behind it the file itself.</summary>
    public List<ProjectFile> NeededWith(ProjectFile file)
    {
        if (!met.Add(ProjectPath.Normalize(file.Path)))
        {
            return [];
        }

        var found = Needed(file);
        found.Add(file);
        return found;
    }

    private void Run(Visit start, List<ProjectFile> found)
    {
        var open = new Stack<Visit>();
        open.Push(start);
        while (open.Count > 0)
        {
            checkpoint?.Invoke();
            if (open.Peek().Next is not { } path)
            {
                var done = open.Pop();
                if (open.Count > 0)
                {
                    found.Add(done.File);
                }
            }
            else if (Find(path) is { } file && met.Add(path))
            {
                open.Push(new Visit(file));
            }
        }
    }

    private ProjectFile? Find(string path)
    {
        if (files is null)
        {
            files = [];
            foreach (var file in all)
            {
                files[ProjectPath.Normalize(file.Path)] = file;
            }
        }

        return files.TryGetValue(path, out var found) ? found : null;
    }

    private sealed class Visit
    {
        private readonly List<string> imports = [];
        private int next;

        public Visit(ProjectFile file)
        {
            File = file;
            foreach (var statement in file.Parsed.Syntax.Statements)
            {
                if (ImportPath.Of(statement) is { } path)
                {
                    imports.Add(ProjectPath.Resolve(ProjectPath.Normalize(file.Path), path));
                }
            }
        }

        public ProjectFile File { get; }

        public bool HasAny => imports.Count > 0;

        /// <summary>The next of its imports; null behind the last.</summary>
        public string? Next => next < imports.Count ? imports[next++] : null;
    }
}
