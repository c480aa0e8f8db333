using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Passes;

/// <summary>Adds to a training program its way back: from the loss to the gradient of each parameter. Operations in front
/// of the first parameter get none.</summary>
public static class Differentiate
{
    public static TensorProgram Run(TensorProgram program)
    {
        var gradients = new GradientBuilder(program);
        foreach (var operation in program.Forward.Reverse().Where(gradients.Learns))
        {
            operation.Differentiate(gradients);
        }

        return gradients.ToProgram();
    }
}
