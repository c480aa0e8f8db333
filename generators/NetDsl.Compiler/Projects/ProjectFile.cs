using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Parsing;

namespace NetDsl.Compiler.Projects;

/// <summary>A `.net` file of a project.</summary>
/// <param name="Path">As the project names it.</param>
public sealed record ProjectFile(string Path, ParsedFile Parsed)
{
    /// <summary>The path as imports are compared.</summary>
    internal string Normalized { get; } = ProjectPath.Normalize(Path);

    /// <summary>The normalized paths of what it imports, in the order of the file.</summary>
    internal EquatableArray<string> Imports { get; } = ImportPath.AllIn(ProjectPath.Normalize(Path), Parsed.Syntax);
}
