using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Stages.Autoencoders;

/// <summary>What a denoising autoencoder's input goes through in training; used, it changes nothing.</summary>
public sealed record CorruptionLayer(string Name, Shape Input, Corruption Corruption)
    : Layer(Name, Documentation: null, Input, Input)
{
    public override bool IsInPlace => true;

    public override string Description => $"corrupt {Word} {Text.Real(Corruption.Amount)}";

    private string Word => Corruption.Kind switch
    {
        CorruptionKind.Masking => "masking",
        CorruptionKind.SaltAndPepper => "saltpepper",
        _ => "gaussian",
    };

    public override int Lower(ProgramBuilder builder, int input)
    {
        if (!builder.IsTraining)
        {
            return input;
        }

        var output = builder.Tensor(Name, Output);
        builder.Add(new Corrupt(Covers, Corruption, builder.LayerIndex, (int)Output.Count, input, output));
        return output;
    }
}
