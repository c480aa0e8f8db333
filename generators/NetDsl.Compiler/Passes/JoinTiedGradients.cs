using NetDsl.Compiler.Collections;
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
        foreach (var encoder in program.Backward.OfType<LinearBackward>().Where(
            found => found.Core == Linear.DenseCore && found.AddsTo is not null))
        {
            var decoder = program.Backward.OfType<LinearBackward>().FirstOrDefault(found => IsOf(encoder, found));
            program = decoder is null ? program : Join(program, encoder, decoder);
        }

        return program;
    }

    private static bool IsOf(LinearBackward encoder, LinearBackward decoder) =>
        decoder.WeightsGradient == encoder.AddsTo && decoder.AddsTo is null
            && decoder.Core == Linear.TransposedDenseCore && decoder.Spoils is null;

    private static TensorProgram Join(TensorProgram program, LinearBackward encoder, LinearBackward decoder)
    {
        var joined = encoder with
        {
            AddsTo = null,
            Codes = decoder.Input,
            DecodedGradient = decoder.OutputGradient,
        };
        return program with
        {
            Backward = program.Backward
                .Select(operation => ReferenceEquals(operation, encoder) ? joined
                    : ReferenceEquals(operation, decoder) ? decoder with { WeightsGradient = null }
                    : operation)
                .ToEquatableArray(),
        };
    }
}
