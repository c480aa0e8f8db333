using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Ir;

/// <summary>How a parameter tensor is called in files and how it starts.</summary>
/// <param name="Tensor">Its id in the program.</param>
/// <param name="FileName">`c1.weight`</param>
/// <param name="FanIn">Inputs that one output sums over.</param>
/// <param name="FanOut">Outputs that one input goes to.</param>
public sealed record Parameter(
    int Tensor, string FileName, ParameterKind Kind, Initialization Initialization, int FanIn, int FanOut)
{
    public bool IsLearnt => Kind is ParameterKind.Weights or ParameterKind.Bias;

    /// <summary>The share of each batch in a statistic; else 0.</summary>
    public double Momentum { get; init; }

    /// <summary>The values of a fixed parameter, row-major; else empty.</summary>
    public EquatableArray<double> Values { get; init; } = EquatableArray<double>.Empty;
}
