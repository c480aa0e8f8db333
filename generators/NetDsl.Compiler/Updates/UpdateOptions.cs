using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Updates;

/// <summary>What a stage says of its updates beside the optimizer.</summary>
/// <param name="Clip">How gradients are cut, or null.</param>
/// <param name="MaximalNorm">Of the weights of each unit or filter; null for no limit.</param>
/// <param name="Accumulate">Batches that make one update.</param>
/// <param name="Layers">What holds in some layers only.</param>
public sealed record UpdateOptions(
    Clipping? Clip, double? MaximalNorm, int Accumulate, EquatableArray<LayerRule> Layers)
{
    public static readonly UpdateOptions None = new(null, null, 1, EquatableArray<LayerRule>.Empty);
}

/// <summary>`clip norm 1`, of all gradients together, or `clip value 0.5`, of each.</summary>
public sealed record Clipping(bool IsNorm, double Limit);
