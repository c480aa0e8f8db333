using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Binding;

/// <summary>What the files of a project give each other, found by name; of one name, in the order of the files' paths.
/// Equal where the files give the same.</summary>
public sealed class ProjectExports : IEquatable<ProjectExports>
{
    public static readonly ProjectExports None = new(EquatableArray<FileExports>.Empty);

    private readonly EquatableArray<FileExports> files;
    private readonly Lazy<Index> index;

    public ProjectExports(EquatableArray<FileExports> files)
    {
        this.files = files;
        index = new(() => new Index(files.OrderBy(file => file.Path, StringComparer.Ordinal).ToList()));
    }

    /// <summary>In the order of their paths.</summary>
    internal IReadOnlyList<FileExports> Files => index.Value.Files;

    /// <summary>The files with a network of this name.</summary>
    internal IReadOnlyList<FileExports> WithNetwork(string name) => Found(index.Value.Networks, name);

    /// <summary>The files with schedules for a network.</summary>
    internal IReadOnlyList<FileExports> WithSchedulesOf(string network) => Found(index.Value.Schedules, network);

    /// <summary>The files with broken schedules for a network.</summary>
    internal IReadOnlyList<FileExports> WithBrokenSchedulesOf(string network) => Found(index.Value.Broken, network);

    public bool Equals(ProjectExports? other) => other is not null && files == other.files;

    public override bool Equals(object? obj) => Equals(obj as ProjectExports);

    public override int GetHashCode() => files.GetHashCode();

    private static IReadOnlyList<FileExports> Found(Dictionary<string, List<FileExports>> table, string name) =>
        table.TryGetValue(name, out var found) ? found : [];

    private sealed class Index
    {
        public Index(List<FileExports> ordered)
        {
            Files = ordered;
            foreach (var file in ordered)
            {
                Add(file, file.Networks, Networks);
                Add(file, file.Schedules.Select(schedule => schedule.Network), Schedules);
                Add(file, file.BrokenSchedules.Select(schedule => schedule.Network), Broken);
            }
        }

        public List<FileExports> Files { get; }

        public Dictionary<string, List<FileExports>> Networks { get; } = [];

        public Dictionary<string, List<FileExports>> Schedules { get; } = [];

        public Dictionary<string, List<FileExports>> Broken { get; } = [];

        private static void Add(FileExports file, IEnumerable<string> names, Dictionary<string, List<FileExports>> table)
        {
            foreach (var name in names)
            {
                if (!table.TryGetValue(name, out var found))
                {
                    table.Add(name, found = []);
                }

                if (found.Count == 0 || !ReferenceEquals(found[found.Count - 1], file))
                {
                    found.Add(file);
                }
            }
        }
    }
}
