using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Ir;

/// <summary>How a parameter tensor is called in files and how it starts.</summary>
/// <param name="Tensor">Its id in the program.</param>
/// <param name="FileName">`c1.weight`</param>
/// <param name="IsBias">Biases lie behind all weights: weight decay leaves them out.</param>
/// <param name="FanIn">Inputs that one output sums over.</param>
/// <param name="FanOut">Outputs that one input goes to.</param>
public sealed record Parameter(
    int Tensor, string FileName, bool IsBias, Initialization Initialization, int FanIn, int FanOut);
