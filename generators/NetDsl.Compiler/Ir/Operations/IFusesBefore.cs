using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir.Operations;

/// <summary>An operation of the way back whose kernel can take the derivative of the activation in front of it: in the
/// order of the layers, of the one behind.</summary>
public interface IFusesBefore
{
    EquatableArray<string> Covers { get; }

    int OutputGradient { get; }

    /// <summary>The runtime's struct of the activation whose derivative it takes already; null for none.</summary>
    string? Activation { get; }

    /// <summary>Whether the kernel leaves the gradient before the activation in the place of the one behind it.</summary>
    bool ChangesOutputGradient { get; }

    /// <param name="slope">The activation's.</param>
    /// <param name="sumGradient">The gradient before the activation, where others read it too; else null.</param>
    Operation Fused(EquatableArray<string> covers, ActivateBackward slope, int? sumGradient);
}
