using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Stages.Autoencoders;

/// <summary>A dense layer undone by its own weights: y = Wᵀ·x + b, W [inputs, units] being the encoder's.</summary>
/// <param name="Encoder">The layer whose weights it has, by name: it stands in front.</param>
public sealed record TiedDenseLayer(string Name, string Encoder, Shape Input, Shape Output)
    : Layer(Name, Documentation: null, Input, Output)
{
    public int Inputs => (int)Input.Count;

    public int Units => Output.Sizes[0];

    public override string ParametersType => "BiasParameters";

    public override long ParameterCount => Units;

    public override long MultiplyAdds => (long)Inputs * Units;

    public override string Description => $"{Encoder}'s weights, transposed, over {Input}";

    public override int Lower(ProgramBuilder builder, int input)
    {
        var shape = ShapeDeclaration.Of(
            MemberName.Of(Name) + "Shape", "IDenseShape", $"{Name}: {Description}.",
            [("Inputs", Inputs), ("Outputs", Units)]);
        return builder.Lower(this, input, Linear.TransposedDenseCore, shape, builder.WeightsOf(Encoder), Units);
    }
}
