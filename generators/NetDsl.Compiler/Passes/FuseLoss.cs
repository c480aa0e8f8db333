using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>Softmax, loss and their gradient become one kernel at the end of the forward pass: −log softmax(z) of logits
/// loses no digits, and the gradient is (softmax − one-hot) / batch.</summary>
public static class FuseLoss
{
    public static TensorProgram Run(TensorProgram program)
    {
        if (program.Backward.Count == 0 || program.Backward[0] is not Loss { Gradient: { } gradient } back)
        {
            return program;
        }

        var forward = program.Forward.ToList();
        var backward = program.Backward.Skip(1).ToList();
        var loss = (Loss)forward[forward.Count - 1];
        var input = loss.Input;
        var covers = new List<string> { "loss", "gradient" };
        forward.RemoveAt(forward.Count - 1);
        if (forward[forward.Count - 1] is Softmax softmax && softmax.Output == input)
        {
            input = softmax.Input;
            gradient = ((SoftmaxBackward)backward[0]).InputGradient;
            covers.Insert(0, "softmax");
            forward.RemoveAt(forward.Count - 1);
            backward.RemoveAt(0);
        }

        covers[0] = $"{loss.Covers[0]}'s {covers[0]}";
        forward.Add(back with { Covers = covers.ToEquatableArray(), Input = input, Gradient = gradient, IsWhole = true });
        return program with { Forward = forward.ToEquatableArray(), Backward = backward.ToEquatableArray() };
    }
}
