using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Projects;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>The declarations of the files that one file imports, directly or through others. What is wrong in those
/// files is reported where they are bound themselves.</summary>
internal sealed class Library
{
    // files that a message names
    private const int LongestCircle = 4;

    private readonly string root;
    private readonly IEnumerable<string> paths;
    private readonly Dictionary<string, Declarations> files = [];

    /// <param name="paths">Of all the project's files.</param>
    public Library(LinkedFile file, IEnumerable<string> paths)
    {
        root = ProjectPath.Normalize(file.File.Path);
        this.paths = paths;
        foreach (var needed in file.Needed)
        {
            // those that it imports itself are there already
            var document = new Document(needed.Path, needed.Parsed.Syntax.Lines);
            var path = ProjectPath.Normalize(needed.Path);
            files[path] = DeclarationReader.Read(needed.Parsed.Syntax, document, this, new DiagnosticBag(document));
        }
    }

    /// <summary>Of all the project's files, normalized.</summary>
    public IReadOnlyList<string> Paths => [.. paths.Select(ProjectPath.Normalize)];

    public bool IsRoot(string path) => path == root;

    /// <summary>Null where the file is none of the project's, or imports the one that asks.</summary>
    public Declarations? Find(string path) => files.TryGetValue(path, out var found) ? found : null;

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
            foreach (var import in Find(next)?.Imports ?? [])
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

    private string Describe(string last, Dictionary<string, string?> from, Document reader)
    {
        var names = new List<string>();
        for (string? path = last; path is not null; path = from[path])
        {
            names.Insert(0, files[path].Document.NameFor(reader));
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
