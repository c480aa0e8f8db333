using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Projects;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>The declarations of one file and of those that it needs. What is wrong in the others is reported where they
/// are bound themselves.</summary>
internal sealed class Library
{
    // files that a message names
    private const int LongestCircle = 4;

    private readonly string root;
    private readonly IEnumerable<string> paths;
    private readonly Dictionary<string, LibraryFile> files = [];

    /// <param name="paths">Of all the project's files.</param>
    /// <param name="diagnostics">Of the file itself; its scope is the file's afterwards.</param>
    public Library(LinkedFile linked, IEnumerable<string> paths, Document document, DiagnosticBag diagnostics)
    {
        root = ProjectPath.Normalize(linked.File.Path);
        this.paths = paths;
        Read(linked.Imported);
        Root = DeclarationReader.Read(linked.File.Parsed.Syntax, document, this, diagnostics);
        files[root] = new LibraryFile(linked.File.Parsed.Syntax, Root);
        Read(linked.Extended);
    }

    /// <summary>Of the file itself.</summary>
    public Declarations Root { get; }

    /// <summary>Of all the project's files, normalized.</summary>
    public IReadOnlyList<string> Paths => [.. paths.Select(ProjectPath.Normalize)];

    public bool IsRoot(string path) => path == root;

    /// <summary>Null where the file is none of the project's, or imports the one that asks.</summary>
    public LibraryFile? Find(string path) => files.TryGetValue(path, out var found) ? found : null;

    /// <summary>How a file that the bound one imports leads back to it: `b.net imports c.net, which imports this file`;
    /// null where it does not.</summary>
    public string? Circle(string path, Document reader)
    {
        var from = new Dictionary<string, string?> { [path] = null };
        var open = new Queue<string>();
        open.Enqueue(path);
        while (open.Count > 0)
        {
            var next = open.Dequeue();
            foreach (var import in Find(next)?.Declarations.Imports ?? [])
            {
                if (import.Path == root)
                {
                    return Describe(next, from, reader);
                }

                if (import.Path is { } further && !from.ContainsKey(further))
                {
                    from.Add(further, next);
                    open.Enqueue(further);
                }
            }
        }

        return null;
    }

    private void Read(EquatableArray<ProjectFile> needed)
    {
        foreach (var file in needed)
        {
            // those that it imports itself are there already
            var syntax = file.Parsed.Syntax;
            var document = new Document(file.Path, syntax.Lines);
            var silent = new DiagnosticBag(document, isSilent: true);
            var declarations = DeclarationReader.Read(syntax, document, this, silent);
            files[ProjectPath.Normalize(file.Path)] = new LibraryFile(syntax, declarations);
        }
    }

    private string Describe(string last, Dictionary<string, string?> from, Document reader)
    {
        var names = new List<string>();
        for (string? path = last; path is not null; path = from[path])
        {
            names.Insert(0, files[path].Declarations.Document.NameFor(reader));
        }

        if (names.Count > LongestCircle)
        {
            names.RemoveRange(2, names.Count - LongestCircle);
            names[2] = "…";
        }

        names.Add("this file");
        return $"{names[0]} imports {string.Join(", which imports ", names.Skip(1))}";
    }
}

/// <summary>A file with what it declares and imports.</summary>
internal sealed record LibraryFile(FileSyntax Syntax, Declarations Declarations);
