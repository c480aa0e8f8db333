using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Projects;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>What the files of a project declare, as others see it: each is read once for all. What is wrong in them is
/// reported where they are bound themselves. Files that import each other do not see each other here.</summary>
internal sealed class SharedDeclarations(Project project)
{
    private readonly Dictionary<string, LibraryFile> read = [];

    /// <summary>Reads those of the files that are not read yet; each stands behind what it imports.</summary>
    public void Read(IEnumerable<ProjectFile> files, Checkpoint? checkpoint)
    {
        lock (read)
        {
            foreach (var file in files)
            {
                if (!read.ContainsKey(file.Normalized))
                {
                    checkpoint?.Invoke();
                    read.Add(file.Normalized, Read(file));
                }
            }
        }
    }

    /// <summary>A file that is read, by its normalized path; else null.</summary>
    public LibraryFile? Find(string path)
    {
        lock (read)
        {
            return read.TryGetValue(path, out var found) ? found : null;
        }
    }

    private LibraryFile Read(ProjectFile file)
    {
        var syntax = file.Parsed.Syntax;
        var document = new Document(file.Path, syntax.Lines);
        var silent = new DiagnosticBag(document, isSilent: true);
        var declarations = DeclarationReader.Read(
            syntax, document, path => project.Circles.AreInOne(file.Normalized, path) ? null : Find(path), null, silent);
        return new LibraryFile(syntax, declarations);
    }
}

/// <summary>A file with what it declares and imports.</summary>
internal sealed record LibraryFile(FileSyntax Syntax, Declarations Declarations);
