namespace NetDsl.Conformance.Devices;

/// <summary>One class after the other: ILGPU numbers what it compiles, so that PoCL finds kernels of a run before in
/// its cache only if they are compiled in the same order.</summary>
[CollectionDefinition(Name)]
public sealed class OpenClCollection
{
    /// <summary>Of the collection.</summary>
    public const string Name = "OpenCL";
}
