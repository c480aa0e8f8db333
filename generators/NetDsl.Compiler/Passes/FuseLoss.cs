using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>Softmax, loss and their gradient become one kernel in the forward pass: −log softmax(z) of logits loses no
/// digits, and the gradient is (softmax − target) · weight / batch.</summary>
public static class FuseLoss
{
    public static TensorProgram Run(TensorProgram program)
    {
        var editor = new ProgramEditor(program);
        var gradients = program.Backward.OfType<Loss>().ToLookup(loss => loss.Head);
        foreach (var loss in program.Forward.OfType<Loss>())
        {
            Fuse(editor, loss, gradients[loss.Head].FirstOrDefault());
        }

        return editor.ToProgram();
    }

    private static void Fuse(ProgramEditor editor, Loss loss, Loss? back)
    {
        if (back is not { Gradient: { } gradient })
        {
            return;
        }

        var input = loss.Input;
        var softmax = loss.Function.ReadsGiven ? editor.Forward.Writer<Softmax>(input) : null;
        var slope = softmax is null ? null
            : editor.Backward.Reader<SoftmaxBackward>(input, found => found.Output == input);
        var covers = new List<string> { "loss", "gradient" };
        if (softmax is not null)
        {
            // where nothing learns there is no way back through the softmax
            (input, gradient) = (softmax.Input, slope?.InputGradient ?? gradient);
            covers.Insert(0, "softmax");
        }

        covers[0] = $"{loss.Covers[0]}'s {covers[0]}";
        var fused = back with { Covers = covers.ToEquatableArray(), Input = input, Gradient = gradient, IsWhole = true };
        editor.Forward.Remove(softmax);
        editor.Forward.Replace(loss, fused);
        editor.Backward.Remove(back);
        editor.Backward.Remove(slope);
    }
}
