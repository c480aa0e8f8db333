using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Projects;

/// <summary>Finds the files that a file needs. What is wrong with its imports and extensions, the binder
/// reports.</summary>
public static class Linker
{
    public static LinkedFile Link(ProjectFile file, Project project, Checkpoint? checkpoint = null)
    {
        var walk = new ImportWalk(project, checkpoint);
        var imported = ToArray(walk.Needed(file));
        var extended = new List<ProjectFile>();
        foreach (var origin in Origins(BasesOf(file), project))
        {
            extended.AddRange(walk.NeededWith(origin));
        }

        return new LinkedFile(file, imported, ToArray(extended)) { Project = project };
    }

    private static EquatableArray<ProjectFile> ToArray(List<ProjectFile> files) =>
        files.Count == 0 ? EquatableArray<ProjectFile>.Empty : files.ToEquatableArray();

    /// <summary>The files with these networks and those that they extend in turn.</summary>
    private static List<ProjectFile> Origins(Queue<string> names, Project project)
    {
        var met = new HashSet<string>();
        var origins = new List<ProjectFile>();
        while (names.Count > 0)
        {
            var name = names.Dequeue();
            if (met.Add(name) && project.Network(name) is { } network)
            {
                origins.Add(network.File);
                if (ExtendsClause.BaseOf(network.Statement) is { } further)
                {
                    names.Enqueue(further.Text);
                }
            }
        }

        return origins;
    }

    private static Queue<string> BasesOf(ProjectFile file)
    {
        var names = new Queue<string>();
        foreach (var statement in file.Parsed.Syntax.Statements)
        {
            if (ExtendsClause.BaseOf(statement) is { } name)
            {
                names.Enqueue(name.Text);
            }
        }

        return names;
    }
}
