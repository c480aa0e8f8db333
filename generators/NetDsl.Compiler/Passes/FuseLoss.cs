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
        foreach (var loss in program.Forward.OfType<Loss>())
        {
            program = Fuse(program, loss);
        }

        return program;
    }

    private static TensorProgram Fuse(TensorProgram program, Loss loss)
    {
        if (program.Backward.OfType<Loss>().FirstOrDefault(found => found.Head == loss.Head) is not { Gradient: { } gradient } back)
        {
            return program;
        }

        var input = loss.Input;
        var softmax = !loss.Function.ReadsGiven ? null
            : program.Forward.OfType<Softmax>().FirstOrDefault(found => found.Output == input);
        var slope = softmax is null ? null
            : program.Backward.OfType<SoftmaxBackward>().FirstOrDefault(found => found.Output == input);
        var covers = new List<string> { "loss", "gradient" };
        if (softmax is not null)
        {
            // where nothing learns there is no way back through the softmax
            (input, gradient) = (softmax.Input, slope?.InputGradient ?? gradient);
            covers.Insert(0, "softmax");
        }

        covers[0] = $"{loss.Covers[0]}'s {covers[0]}";
        var fused = back with { Covers = covers.ToEquatableArray(), Input = input, Gradient = gradient, IsWhole = true };
        return program with
        {
            Forward = program.Forward
                .Where(operation => !ReferenceEquals(operation, softmax))
                .Select(operation => ReferenceEquals(operation, loss) ? fused : operation)
                .ToEquatableArray(),
            Backward = program.Backward
                .Where(operation => !ReferenceEquals(operation, back) && !ReferenceEquals(operation, slope))
                .ToEquatableArray(),
        };
    }
}
