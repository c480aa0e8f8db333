using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Projects;

/// <summary>The files of a project, and what is asked of all of them together: found once for all. Projects of equal
/// files are equal.</summary>
public sealed class Project : IEquatable<Project>
{
    private readonly EquatableArray<ProjectFile> files;
    private readonly Lazy<Dictionary<string, ProjectFile>> byPath;
    private readonly Lazy<Dictionary<string, DeclaredNetwork>> networks;
    private readonly Lazy<ImportCircles> circles;

    public Project(EquatableArray<ProjectFile> files)
    {
        this.files = files;
        byPath = new(ByPath);
        networks = new(Networks);
        circles = new(() => new ImportCircles(this));
        Declarations = new SharedDeclarations(this);
    }

    internal EquatableArray<ProjectFile> Files => files;

    /// <summary>Which files import each other.</summary>
    internal ImportCircles Circles => circles.Value;

    /// <summary>What the files declare, as others see it.</summary>
    internal SharedDeclarations Declarations { get; }

    /// <summary>The file with a normalized path, or null.</summary>
    internal ProjectFile? Find(string path) => byPath.Value.TryGetValue(path, out var found) ? found : null;

    /// <summary>The network with a name, or null. Of two of one name, that in the file whose path comes first
    /// counts.</summary>
    internal DeclaredNetwork? Network(string name) => networks.Value.TryGetValue(name, out var found) ? found : null;

    public bool Equals(Project? other) => other is not null && files == other.files;

    public override bool Equals(object? obj) => Equals(obj as Project);

    public override int GetHashCode() => files.GetHashCode();

    private Dictionary<string, ProjectFile> ByPath()
    {
        var found = new Dictionary<string, ProjectFile>();
        foreach (var file in files)
        {
            found[file.Normalized] = file;
        }

        return found;
    }

    private Dictionary<string, DeclaredNetwork> Networks()
    {
        var found = new Dictionary<string, DeclaredNetwork>();
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            foreach (var statement in file.Parsed.Syntax.Statements)
            {
                if (ExtendsClause.NetworkOf(statement) is { } name && !found.ContainsKey(name.Text))
                {
                    found.Add(name.Text, new DeclaredNetwork(file, statement));
                }
            }
        }

        return found;
    }
}

/// <summary>A network as a file declares it.</summary>
internal sealed class DeclaredNetwork(ProjectFile file, StatementSyntax statement)
{
    public ProjectFile File => file;

    public StatementSyntax Statement => statement;
}
