namespace NetDsl.Compiler.Ir;

/// <summary>The tensors of a batch normalisation.</summary>
/// <param name="Mean">The running one.</param>
/// <param name="Variance">The running one.</param>
public sealed record NormalizationParameters(int Scale, int Shift, int Mean, int Variance);
