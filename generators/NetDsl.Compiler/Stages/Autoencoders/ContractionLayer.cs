using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Stages.Autoencoders;

/// <summary>Leaves codes as they are, and in training adds what their derivative by the dense layer's input
/// costs.</summary>
/// <param name="Encoder">The dense layer; an activation at most stands between it and this.</param>
public sealed record ContractionLayer(string Name, DenseLayer Encoder, double Strength)
    : Layer(Name, Documentation: null, Encoder.Output, Encoder.Output)
{
    public override bool IsInPlace => true;

    public override string Description => $"contract {Text.Real(Strength)}";

    public override int Lower(ProgramBuilder builder, int input)
    {
        if (builder.IsTraining)
        {
            var activation = builder.ActivationOf(input);
            builder.Add(new PenalizeSlope(
                Covers, Strength, MemberName.Of(Encoder.Name) + "Shape", activation?.Function,
                activation?.Kept ?? input, input, builder.WeightsOf(Encoder.Name)));
        }

        return input;
    }
}
