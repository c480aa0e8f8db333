namespace NetDsl.Compiler.Rates;

/// <summary>What a plan does not state itself.</summary>
/// <param name="Initial">The optimizer's rate; 0 where it is not known.</param>
/// <param name="WarmUp">In epochs.</param>
internal sealed record RateStart(double Initial, double WarmUp);
