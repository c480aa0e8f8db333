using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>An operation whose kernel can add another tensor to what it gives, and apply an activation to the
/// sum.</summary>
public interface IFusesBehind
{
    EquatableArray<string> Covers { get; }

    int Output { get; }

    /// <summary>The runtime's struct, such as `Relu`; null for none.</summary>
    string? Activation { get; }

    /// <summary>Whether it can apply one.</summary>
    bool TakesActivation { get; }

    /// <summary>Whether it can add another tensor; else an activation is all that it takes.</summary>
    bool TakesResidual { get; }

    /// <param name="residual">What is added; null for nothing.</param>
    /// <param name="activation">The runtime's struct; null for none.</param>
    Operation Fused(EquatableArray<string> covers, int? residual, string? activation, int output);
}
