using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Binding;

/// <summary>What other files may want of a file.</summary>
/// <param name="Path">The file's own, to know it among others.</param>
/// <param name="Networks">The names of its networks.</param>
/// <param name="Schedules">Its schedules without an error.</param>
/// <param name="BrokenSchedules">Those with one.</param>
public sealed record FileExports(
    string Path,
    EquatableArray<string> Networks,
    EquatableArray<Schedule> Schedules,
    EquatableArray<BrokenSchedule> BrokenSchedules);

/// <param name="Network">The network that it is for.</param>
public sealed record BrokenSchedule(string Name, string Network);
