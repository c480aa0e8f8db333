namespace NetDsl.Compiler.Projects;

/// <summary>The shortest ways by which imports lead to one file. Looks only as far back as it is asked.</summary>
/// <param name="end">The file's normalized path.</param>
internal sealed class WayBack(string end, Project project)
{
    private readonly Dictionary<string, int> distances = new() { [end] = 0 };
    private readonly Queue<string> open = new([end]);

    /// <summary>The files from one that leads to the end up to the one that imports it; of several ways as short, the one
    /// whose imports stand first.</summary>
    public List<string> From(string path)
    {
        var way = new List<string>();
        for (var next = path; next != end; next = Next(next))
        {
            way.Add(next);
        }

        return way;
    }

    private string Next(string path)
    {
        var distance = DistanceOf(path);
        foreach (var import in project.Find(path)!.Imports)
        {
            if (distances.TryGetValue(import, out var rest) && rest == distance - 1)
            {
                return import;
            }
        }

        throw new InvalidOperationException($"{path} does not lead to {end}");
    }

    private int DistanceOf(string path)
    {
        while (!distances.ContainsKey(path))
        {
            var reached = open.Dequeue();
            foreach (var importer in project.Circles.ImportersOf(reached))
            {
                if (!distances.ContainsKey(importer))
                {
                    distances.Add(importer, distances[reached] + 1);
                    open.Enqueue(importer);
                }
            }
        }

        return distances[path];
    }
}
