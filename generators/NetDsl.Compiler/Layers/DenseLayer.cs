using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Layers;

/// <summary>`dense 120`: y = W·x + b over all the input's values, W [units, inputs] as in PyTorch.</summary>
public sealed record DenseLayer(
    string Name,
    string? Documentation,
    Shape Input,
    Shape Output,
    Initialization Initialization) : Layer(Name, Documentation, Input, Output)
{
    public int Inputs => (int)Input.Count;

    public int Units => Output.Sizes[0];

    public override long ParameterCount => (long)Inputs * Units + Units;

    public override long MultiplyAdds => (long)Inputs * Units;
}
