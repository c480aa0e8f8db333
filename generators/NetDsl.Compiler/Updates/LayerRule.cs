namespace NetDsl.Compiler.Updates;

/// <summary>`rate of fc8 is 0.01`, `decay of c1 .. c3 times 0.5`.</summary>
/// <param name="IsFactor">Whether the value is times what holds elsewhere, or in place of it.</param>
public sealed record LayerRule(RuleSubject Subject, LayerSet Layers, bool IsFactor, double Value);

/// <summary>What may differ from layer to layer.</summary>
public enum RuleSubject
{
    Rate,
    Decay,
    L1,
    MaximalNorm,
}
