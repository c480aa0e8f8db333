namespace NetDsl.Compiler.Projects;

/// <summary>The shortest chains of imports that end at one file, by breadth-first search from it, as far as it is asked.</summary>
/// <param name="end">The file's normalized path.</param>
internal sealed class ShortestImports(string end, Project project)
{
    private readonly Dictionary<string, int> distances = new() { [end] = 0 };
    private readonly Queue<string> open = new([end]);

    /// <summary>The files of the chain from one to the one that imports the end; of several as short, that whose imports come
    /// first.</summary>
    public List<string> From(string path)
    {
        var chain = new List<string>();
        for (var next = path; next != end; next = Next(next))
        {
            chain.Add(next);
        }

        return chain;
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
