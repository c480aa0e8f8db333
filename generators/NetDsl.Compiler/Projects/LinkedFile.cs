using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Projects;

/// <summary>A file with those of its project that give its words their meaning: it depends on no other's syntax. In
/// each list, a file stands behind those that it imports itself.</summary>
/// <param name="Imported">Those that it imports, directly or through others.</param>
/// <param name="Extended">Those with the networks that its own extend, directly or through others, and what those
/// files import besides.</param>
public sealed record LinkedFile(
    ProjectFile File, EquatableArray<ProjectFile> Imported, EquatableArray<ProjectFile> Extended)
{
    /// <summary>A file that imports and extends nothing.</summary>
    public static LinkedFile Alone(ProjectFile file) =>
        new(file, EquatableArray<ProjectFile>.Empty, EquatableArray<ProjectFile>.Empty);
}
