namespace NetDsl.Cpu;

/// <summary>Dense layers whose weights are another's, transposed, as a tied decoder's: y = f(x W + b) with x [batch,
/// Inputs], W [Inputs, Outputs], y [batch, Outputs].</summary>
public static unsafe class TransposedDense
{
    /// <summary>Reads input and weights, writes the activated output.</summary>
    /// <param name="bias">[Outputs], or none.</param>
    public static void Forward<TShape, TActivation>(
        in CpuStep step, TensorBuffer input, TensorBuffer weights, TensorBuffer bias, TensorBuffer output)
        where TShape : struct, IDenseShape
        where TActivation : struct, IActivation =>
        MatrixProduct.Run<TActivation>(
            step.Machine, step.Count, TShape.Outputs, TShape.Inputs,
            new MatrixView(input.Pointer, input.Stride, 1),
            new MatrixView(weights.Pointer, TShape.Outputs, 1),
            new MatrixView(output.Pointer, output.Stride, 1), bias.Pointer);

    /// <summary>Overwrites the gradients of weights, bias and input.</summary>
    /// <param name="output">What the activation's derivative follows from: the forward pass's output, or of
    /// <see cref="Gelu"/> what it was before the activation.</param>
    /// <param name="outputGradient">Becomes the gradient before the activation.</param>
    /// <param name="weightsGradient">None where the weights are given.</param>
    /// <param name="biasGradient">None where there is no bias, or it is given.</param>
    /// <param name="inputGradient">None where nobody needs it.</param>
    /// <param name="adds">Adds to the weights' gradient, which another kernel has written.</param>
    public static void Backward<TShape, TActivation>(
        in CpuStep step,
        TensorBuffer input,
        TensorBuffer weights,
        TensorBuffer output,
        TensorBuffer outputGradient,
        TensorBuffer weightsGradient,
        TensorBuffer biasGradient,
        TensorBuffer inputGradient,
        bool adds = false)
        where TShape : struct, IDenseShape
        where TActivation : struct, IActivation
    {
        DenseGradientKernel<TActivation>.Run(step, TShape.Outputs, output, outputGradient, biasGradient);
        if (!weightsGradient.IsNone)
        {
            // [Inputs, batch] · [batch, Outputs]
            MatrixProduct.Run<Identity>(
                step.Machine, TShape.Inputs, TShape.Outputs, step.Count,
                new MatrixView(input.Pointer, 1, input.Stride),
                new MatrixView(outputGradient.Pointer, outputGradient.Stride, 1),
                new MatrixView(weightsGradient.Pointer, TShape.Outputs, 1), null, adds: adds);
        }

        if (inputGradient.IsNone)
        {
            return;
        }

        // [batch, Outputs] · [Outputs, Inputs]
        MatrixProduct.Run<Identity>(
            step.Machine, step.Count, TShape.Inputs, TShape.Outputs,
            new MatrixView(outputGradient.Pointer, outputGradient.Stride, 1),
            new MatrixView(weights.Pointer, 1, TShape.Outputs),
            new MatrixView(inputGradient.Pointer, inputGradient.Stride, 1), null);
    }
}
