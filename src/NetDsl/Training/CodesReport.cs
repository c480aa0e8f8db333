namespace NetDsl;

/// <summary>What a stage has computed once of the examples before its first step: the codes that the layers in front of
/// it give.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Examples">Training and validation examples.</param>
/// <param name="Bytes">Of all codes.</param>
/// <param name="Folder">Where those lie that are not kept in memory; null: all are.</param>
public sealed record CodesReport(string Stage, int Examples, long Bytes, string? Folder, TimeSpan Elapsed);
