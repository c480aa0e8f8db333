using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>An operation whose kernel can add another tensor to what it gives, and apply an activation to the
/// sum.</summary>
public interface IFusesBehind
{
    EquatableArray<string> Covers { get; }

    int Output { get; }

    /// <param name="residual">What is added; null for nothing.</param>
    /// <param name="activation">The runtime's struct; null for none.</param>
    Operation Fused(EquatableArray<string> covers, int? residual, string? activation, int output);
}
