using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Projects;

/// <summary>A file with those of its project that give its words their meaning: it depends on no other's
/// syntax.</summary>
/// <param name="Needed">Those that it imports, directly or through others; each behind those that it imports
/// itself.</param>
public sealed record LinkedFile(ProjectFile File, EquatableArray<ProjectFile> Needed)
{
    /// <summary>A file that imports nothing.</summary>
    public static LinkedFile Alone(ProjectFile file) => new(file, EquatableArray<ProjectFile>.Empty);
}
