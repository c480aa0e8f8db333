using NetDsl;

namespace Examples;

/// <summary>What the command line asks for.</summary>
internal sealed record ImageNetTask(
    string? Data, string? Image, string? Weights, string? Labels, Device Device, RunOptions Options);
