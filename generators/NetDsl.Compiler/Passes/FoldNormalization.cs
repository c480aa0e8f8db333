using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>In inference, a batch normalisation behind a dense layer or convolution becomes part of its weights and
/// bias: a channel's factor times the product is the product with the weights times the factor.</summary>
public static class FoldNormalization
{
    public static TensorProgram Run(TensorProgram program)
    {
        // weights that learn are not to be scaled, and those that do not are few
        if (program.IsTraining)
        {
            return program;
        }

        var editor = new ProgramEditor(program);
        foreach (var scaling in program.Forward.OfType<ScaleChannels>())
        {
            Fold(editor, scaling);
        }

        return editor.ToProgram();
    }

    private static void Fold(ProgramEditor editor, ScaleChannels scaling)
    {
        var bias = editor.SoleWriter<AddBias>(scaling.Input);
        var linear = editor.SoleWriter<Linear>(bias?.Input ?? scaling.Input);
        if (linear is not { Core: Linear.DenseCore or Linear.ConvolutionCore, Bias: null, Activation: null }
            || editor.Tensor(linear.Weights).Shape is not { } shape || shape.Sizes[0] != scaling.Channels
            || editor.ReaderCount(scaling.Factor) > 1)
        {
            return;
        }

        var prepare = editor.Forward.Writer<PrepareScaling>(scaling.Factor)!;
        var covers = linear.Covers.Concat(scaling.Covers).ToEquatableArray();
        var fold = new FoldScaling(
            covers, scaling.Channels, (int)(shape.Count / scaling.Channels), prepare.Epsilon, linear.Weights, bias?.Bias,
            prepare.Scale, prepare.Shift, prepare.Mean, prepare.Variance,
            Folded(editor, linear, "Weights", shape), Folded(editor, linear, "Bias", Shape.Features(scaling.Channels)));
        var folded = linear with
        {
            Covers = covers,
            Weights = fold.FoldedWeights,
            Bias = fold.FoldedBias,
            Output = scaling.Output,
        };
        editor.Forward.Remove(linear);
        editor.Forward.Remove(bias);
        editor.Forward.Remove(prepare);
        editor.Forward.Replace(scaling, fold, folded);
        editor.StandIn(scaling.Input, by: scaling.Output);
    }

    /// <summary>A tensor in place of a layer's weights or bias.</summary>
    private static int Folded(ProgramEditor editor, Linear of, string member, Shape shape)
    {
        var layer = of.Covers[0];
        return editor.Add(id => new Tensor(
            id, $"{layer}'s {member.ToLowerInvariant()}", MemberName.Of(layer) + member, shape, TensorKind.Prepared));
    }
}
