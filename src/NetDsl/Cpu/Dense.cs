namespace NetDsl.Cpu;

/// <summary>Dense layers: y = f(x Wᵀ + b) with x [batch, Inputs], W [Outputs, Inputs], y [batch, Outputs].</summary>
public static unsafe class Dense
{
    /// <summary>Up to so many examples, packing the weights costs more than the product.</summary>
    private const int FewExamples = 8;

    /// <summary>Reads input and weights, writes the activated output.</summary>
    /// <param name="bias">[Outputs], or none.</param>
    public static void Forward<TShape, TActivation>(
        in CpuStep step, TensorBuffer input, TensorBuffer weights, TensorBuffer bias, TensorBuffer output)
        where TShape : struct, IDenseShape
        where TActivation : struct, IActivation =>
        Forward<TShape, TActivation>(step, input, weights, bias, residual: default, output);

    /// <summary>The same with another tensor added before the activation, as at the end of a residual block.</summary>
    /// <param name="bias">[Outputs], or none.</param>
    /// <param name="residual">[batch, Outputs], in another place than the output; or none.</param>
    public static void Forward<TShape, TActivation>(
        in CpuStep step,
        TensorBuffer input,
        TensorBuffer weights,
        TensorBuffer bias,
        TensorBuffer residual,
        TensorBuffer output)
        where TShape : struct, IDenseShape
        where TActivation : struct, IActivation
    {
        if (step.Count <= FewExamples)
        {
            var kernel = new DenseVectorKernel<TActivation>(
                step.Count, TShape.Inputs, TShape.Outputs, input, weights.Pointer, bias.Pointer, residual, output);
            step.Machine.Run(kernel, kernel.Tasks, (long)step.Count * TShape.Inputs * TShape.Outputs);
            return;
        }

        MatrixProduct.Run<TActivation>(
            step.Machine, step.Count, TShape.Outputs, TShape.Inputs,
            new MatrixView(input.Pointer, input.Stride, 1),
            new MatrixView(weights.Pointer, 1, TShape.Inputs),
            new MatrixView(output.Pointer, output.Stride, 1), bias.Pointer,
            new MatrixView(residual.Pointer, residual.Stride, 1));
    }

    /// <summary>Overwrites the gradients of weights, bias and input.</summary>
    /// <param name="output">What the activation's derivative follows from: the forward pass's output, or of
    /// <see cref="Gelu"/> what it was before the activation.</param>
    /// <param name="outputGradient">Becomes the gradient before the activation.</param>
    /// <param name="weightsGradient">None where the weights are given.</param>
    /// <param name="biasGradient">None where there is no bias, or it is given.</param>
    /// <param name="inputGradient">None where nobody needs it.</param>
    /// <param name="adds">Adds to the weights' gradient, which another kernel has written.</param>
    /// <param name="codes">[batch, Outputs]: what a decoder read that has the same weights, transposed: its part of their
    /// gradient is summed in the same product. None where there is no such decoder.</param>
    /// <param name="decodedGradient">[batch, Inputs]: the gradient of the decoder's output before its activation.</param>
    public static void Backward<TShape, TActivation>(
        in CpuStep step,
        TensorBuffer input,
        TensorBuffer weights,
        TensorBuffer output,
        TensorBuffer outputGradient,
        TensorBuffer weightsGradient,
        TensorBuffer biasGradient,
        TensorBuffer inputGradient,
        bool adds = false,
        TensorBuffer codes = default,
        TensorBuffer decodedGradient = default)
        where TShape : struct, IDenseShape
        where TActivation : struct, IActivation
    {
        DenseGradientKernel<TActivation>.Run(step, TShape.Outputs, output, outputGradient, biasGradient);
        if (!weightsGradient.IsNone)
        {
            MatrixProduct.RunTerms(
                step.Machine, TShape.Outputs, TShape.Inputs, MatrixTerm.OverBatch(step, outputGradient, input),
                codes.IsNone ? default : MatrixTerm.OverBatch(step, codes, decodedGradient),
                new MatrixView(weightsGradient.Pointer, TShape.Inputs, 1), new BiasFinish<Identity>(null, default), adds);
        }

        if (inputGradient.IsNone)
        {
            return;
        }

        // [batch, Outputs] · [Outputs, Inputs]
        MatrixProduct.Run<Identity>(
            step.Machine, step.Count, TShape.Inputs, TShape.Outputs,
            new MatrixView(outputGradient.Pointer, outputGradient.Stride, 1),
            new MatrixView(weights.Pointer, TShape.Inputs, 1),
            new MatrixView(inputGradient.Pointer, inputGradient.Stride, 1), null);
    }
}
