namespace NetDsl.Compiler.Projects;

/// <summary>Which files of a project import each other, directly or through others (Kosaraju 1978, Sharir 1981).</summary>
internal sealed class ImportCircles
{
    private readonly Dictionary<string, int> numbers = [];
    private readonly Dictionary<string, List<string>> importers = [];

    public ImportCircles(Project project)
    {
        var order = new List<ProjectFile>();
        var walk = new ImportWalk(project, checkpoint: null);
        foreach (var file in project.Files)
        {
            order.AddRange(walk.NeededWith(project.Find(file.Normalized)!));
        }

        foreach (var file in order)
        {
            foreach (var import in file.Imports)
            {
                if (!importers.TryGetValue(import, out var known))
                {
                    importers.Add(import, known = []);
                }

                known.Add(file.Normalized);
            }
        }

        for (var number = order.Count - 1; number >= 0; number--)
        {
            Mark(order[number].Normalized, number);
        }
    }

    /// <summary>Whether two files, by their normalized paths, import each other; a file is in a circle with
    /// itself.</summary>
    public bool AreInOne(string path, string other) =>
        path == other || numbers.TryGetValue(path, out var number) && numbers.TryGetValue(other, out var its) && number == its;

    /// <summary>The files that import this one themselves.</summary>
    public IReadOnlyList<string> ImportersOf(string path) =>
        importers.TryGetValue(path, out var found) ? found : [];

    /// <summary>Numbers the files that lead to this one and have no number yet.</summary>
    private void Mark(string start, int number)
    {
        var open = new Stack<string>();
        open.Push(start);
        while (open.Count > 0)
        {
            var path = open.Pop();
            if (!numbers.ContainsKey(path))
            {
                numbers.Add(path, number);
                foreach (var importer in ImportersOf(path))
                {
                    open.Push(importer);
                }
            }
        }
    }
}
