namespace NetDsl.Cpu;

/// <summary>A network's passes as a sequence of kernels: what <c>{Name}.Cpu.g.cs</c> implements.</summary>
public interface ICpuProgram
{
    /// <summary>Names, shapes and places.</summary>
    ModelLayout Layout { get; }

    /// <summary>Makes of the parameters what inference needs of them alone: before the first inference with new
    /// parameters. Nothing, for most networks.</summary>
    void Prepare(in CpuStep step)
    {
    }

    /// <summary>Input to output, over the inference arena.</summary>
    void Infer(in CpuStep step);

    /// <summary>Input to loss and the loss's gradient, over the training arena.</summary>
    void Forward(in CpuStep step) => throw new NotSupportedException($"nothing trains {Layout.Name}'s codes");

    /// <summary>The loss's gradient to the parameters' gradients, which it overwrites.</summary>
    void Backward(in CpuStep step) => throw new NotSupportedException($"nothing trains {Layout.Name}'s codes");
}
