using NetDsl.Compiler.Parsing;

namespace NetDsl.Compiler.Projects;

/// <summary>A `.net` file of a project.</summary>
/// <param name="Path">As the project names it.</param>
public sealed record ProjectFile(string Path, ParsedFile Parsed);
