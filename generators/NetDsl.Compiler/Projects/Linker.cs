using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Projects;

/// <summary>Finds the files that a file needs. What is wrong with its imports and extensions, the binder
/// reports.</summary>
public static class Linker
{
    public static LinkedFile Link(ProjectFile file, EquatableArray<ProjectFile> all, Checkpoint? checkpoint = null)
    {
        var bases = BasesOf(file);
        var walk = new ImportWalk(file, all, checkpoint);
        var imported = walk.Needed(file);
        if (bases.Count == 0)
        {
            return imported.Count == 0 ? LinkedFile.Alone(file) : Create(file, imported, []);
        }

        var extended = new List<ProjectFile>();
        foreach (var origin in Origins(bases, all))
        {
            extended.AddRange(walk.NeededWith(origin));
        }

        return Create(file, imported, extended);
    }

    private static LinkedFile Create(ProjectFile file, List<ProjectFile> imported, List<ProjectFile> extended) =>
        new(file, imported.ToEquatableArray(), extended.ToEquatableArray());

    /// <summary>The files with these networks and those that they extend in turn.</summary>
    private static List<ProjectFile> Origins(Queue<string> names, EquatableArray<ProjectFile> all)
    {
        var networks = Networks(all);
        var met = new HashSet<string>();
        var origins = new List<ProjectFile>();
        while (names.Count > 0)
        {
            var name = names.Dequeue();
            if (met.Add(name) && networks.TryGetValue(name, out var network))
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

    /// <summary>Of two networks of one name, that in the file whose path comes first counts.</summary>
    private static Dictionary<string, Declared> Networks(EquatableArray<ProjectFile> all)
    {
        var networks = new Dictionary<string, Declared>();
        foreach (var file in all.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            foreach (var statement in file.Parsed.Syntax.Statements)
            {
                if (ExtendsClause.NetworkOf(statement) is { } name && !networks.ContainsKey(name.Text))
                {
                    networks.Add(name.Text, new Declared(file, statement));
                }
            }
        }

        return networks;
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

    private sealed class Declared(ProjectFile file, StatementSyntax statement)
    {
        public ProjectFile File => file;

        public StatementSyntax Statement => statement;
    }
}
