using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Binding;

/// <summary>What is known of a network with an error in it or in one of its schedules: enough for a class without
/// content, so that code which uses it gets no errors of its own. Its name is a legal class name.</summary>
/// <param name="InputName">Null where none is known.</param>
/// <param name="OutputName">Null where none is known.</param>
/// <param name="Labels">Those that can be members of an enum.</param>
/// <param name="Layers">The names of the layers that were bound.</param>
/// <param name="Schedules">The names of its schedules, broken ones too.</param>
public sealed record BrokenNetwork(
    string Name,
    string? InputName,
    string? OutputName,
    EquatableArray<string> Labels,
    EquatableArray<string> Layers,
    EquatableArray<string> Schedules);
