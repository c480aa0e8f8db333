using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Projects;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>The declarations of one file and of those that it needs.</summary>
internal sealed class Library
{
    // files that a message names
    private const int LongestCircle = 4;

    private readonly LinkedFile linked;
    private readonly string root;
    private readonly Lazy<IReadOnlyList<string>> paths;
    private readonly Lazy<HashSet<string>> needed;
    private readonly ShortestImports back;

    /// <param name="paths">Of all the project's files.</param>
    /// <param name="diagnostics">Of the file itself; its scope is the file's afterwards.</param>
    public Library(LinkedFile linked, IEnumerable<string> paths, Document document, DiagnosticBag diagnostics)
    {
        this.linked = linked;
        root = linked.File.Normalized;
        this.paths = new(() => [.. paths.Select(ProjectPath.Normalize)]);
        needed = new(() => [.. linked.Imported.Concat(linked.Extended).Select(file => file.Normalized)]);
        back = new ShortestImports(root, linked.Project);
        Shared.Read(linked.Imported, diagnostics.Checkpoint);
        Root = DeclarationReader.Read(linked.File.Parsed.Syntax, document, Import, this, diagnostics);
        if (linked.Extended.Count > 0)
        {
            Shared.Read([linked.File, .. linked.Extended], diagnostics.Checkpoint);
        }
    }

    /// <summary>Of the file itself.</summary>
    public Declarations Root { get; }

    /// <summary>Of all the project's files, normalized.</summary>
    public IReadOnlyList<string> Paths => paths.Value;

    private SharedDeclarations Shared => linked.Project.Declarations;

    /// <summary>The file with a normalized path; null where it is none of those that the file needs.</summary>
    public LibraryFile? Find(string path) =>
        path == root ? new LibraryFile(linked.File.Parsed.Syntax, Root)
        : needed.Value.Contains(path) ? Shared.Find(path)
        : null;

    /// <summary>How an import leads back to the file: `b.net imports c.net, which imports this file`; null where it does
    /// not.</summary>
    public string? Circle(string path, Document reader) =>
        path == root ? "this file imports itself"
        : linked.Project.Circles.AreInOne(path, root) ? Describe(back.From(path), reader)
        : null;

    private LibraryFile? Import(string path) => path == root ? null : Shared.Find(path);

    private string Describe(List<string> way, Document reader)
    {
        List<string> names = way.Count <= LongestCircle
            ? [.. way.Select(NameOf)]
            : [NameOf(way[0]), NameOf(way[1]), "…", NameOf(way[way.Count - 1])];
        return $"{names[0]} imports {string.Join(", which imports ", names.Skip(1).Append("this file"))}";

        string NameOf(string path) => Shared.Find(path)!.Declarations.Document.NameFor(reader);
    }
}
