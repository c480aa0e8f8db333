using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>A dense layer and the decoder that has its weights, transposed: both parts of their gradient become one product,
/// which writes it once. Where the decoder's kernel takes the derivative of an activation, the gradient that the product
/// needs is gone when the layer's turn comes, and they stay two.</summary>
public static class JoinTiedGradients
{
    public static TensorProgram Run(TensorProgram program)
    {
        var editor = new OperationEditor(program.Backward);
        foreach (var encoder in program.Backward.OfType<LinearBackward>())
        {
            if (encoder is { Core: Linear.DenseCore, AddsTo: { } decoded }
                && editor.Writer<LinearBackward>(decoded, found => IsDecoder(found, decoded)) is { } decoder)
            {
                editor.Replace(encoder, encoder with
                {
                    AddsTo = null,
                    Codes = decoder.Input,
                    DecodedGradient = decoder.OutputGradient,
                });
                editor.Replace(decoder, decoder with { WeightsGradient = null });
            }
        }

        return program with { Backward = editor.ToArray() };
    }

    private static bool IsDecoder(LinearBackward found, int weightsGradient) =>
        found.WeightsGradient == weightsGradient && found.AddsTo is null
            && found.Core == Linear.TransposedDenseCore && found.Spoils is null;
}
