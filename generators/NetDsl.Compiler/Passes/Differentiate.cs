using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>Adds to a training program its way back: from the loss to the gradient of each parameter. Operations in
/// front of the first parameter get none; a loss has one with its kernel, where nothing learns too.</summary>
public static class Differentiate
{
    public static TensorProgram Run(TensorProgram program)
    {
        var gradients = new GradientBuilder(program);
        foreach (var operation in program.Forward.Reverse())
        {
            if (operation is Loss || gradients.Learns(operation))
            {
                operation.Differentiate(gradients);
            }
        }

        return gradients.ToProgram();
    }
}
