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
    /// <summary>The project as it was linked: of it, only the files above may be asked for.</summary>
    internal Project Project { get; init; } = new(EquatableArray<ProjectFile>.Empty);

    public bool Equals(LinkedFile? other) => other is not null
        && File == other.File && Imported == other.Imported && Extended == other.Extended;

    public override int GetHashCode() => File.GetHashCode();
}
