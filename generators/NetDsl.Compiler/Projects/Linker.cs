using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Projects;

/// <summary>Finds the files that a file needs. What is wrong with its imports, the binder reports.</summary>
public static class Linker
{
    public static LinkedFile Link(ProjectFile file, EquatableArray<ProjectFile> all) =>
        ImportsOf(file).Count == 0 ? LinkedFile.Alone(file) : new Walk(file, all).Run();

    /// <summary>The normalized paths of a file's imports, in its order.</summary>
    private static List<string> ImportsOf(ProjectFile file)
    {
        var paths = new List<string>();
        foreach (var statement in file.Parsed.Syntax.Statements)
        {
            if (ImportPath.Of(statement) is { } path)
            {
                paths.Add(ProjectPath.Resolve(ProjectPath.Normalize(file.Path), path));
            }
        }

        return paths;
    }

    /// <summary>Depth first, with a stack of its own: a chain of imports may be long.</summary>
    private sealed class Walk(ProjectFile root, EquatableArray<ProjectFile> all)
    {
        private readonly Dictionary<string, ProjectFile> files = [];
        private readonly HashSet<string> met = [];
        private readonly Stack<Visit> open = new();
        private readonly List<ProjectFile> needed = [];

        public LinkedFile Run()
        {
            foreach (var file in all)
            {
                files[ProjectPath.Normalize(file.Path)] = file;
            }

            Open(ProjectPath.Normalize(root.Path), root);
            while (open.Count > 0)
            {
                var visit = open.Peek();
                if (visit.Next is { } path)
                {
                    if (files.TryGetValue(path, out var file))
                    {
                        Open(path, file);
                    }
                }
                else
                {
                    open.Pop();
                    if (open.Count > 0)
                    {
                        needed.Add(visit.File);
                    }
                }
            }

            return new LinkedFile(root, needed.ToEquatableArray());
        }

        private void Open(string path, ProjectFile file)
        {
            if (met.Add(path))
            {
                open.Push(new Visit(file));
            }
        }
    }

    private sealed class Visit(ProjectFile file)
    {
        private readonly List<string> imports = ImportsOf(file);
        private int next;

        public ProjectFile File => file;

        /// <summary>The next of its imports; null behind the last.</summary>
        public string? Next => next < imports.Count ? imports[next++] : null;
    }
}
