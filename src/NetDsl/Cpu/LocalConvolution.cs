namespace NetDsl.Cpu;

/// <summary>2-D convolutions whose weights are not shared: each value of the output has a filter of its own. x [batch,
/// Channels, Height, Width], weights [Filters · OutputHeight · OutputWidth, Channels, WindowHeight, WindowWidth], y
/// [batch, Filters, OutputHeight, OutputWidth]. Groups do not count.</summary>
public static unsafe class LocalConvolution
{
    /// <summary>Weights of a task, about: they stay in a second cache while the batch passes.</summary>
    private const int WeightsOfTask = 65_536;

    /// <summary>Reads input and weights, writes the activated output.</summary>
    /// <param name="bias">[Filters, OutputHeight, OutputWidth], or none.</param>
    public static void Forward<TShape, TActivation>(
        in CpuStep step, TensorBuffer input, TensorBuffer weights, TensorBuffer bias, TensorBuffer output)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        int places = PlacesOfTask<TShape>();
        var kernel = new LocalForwardKernel<TShape, TActivation>
        {
            Machine = step.Machine,
            Count = step.Count,
            Input = input,
            Weights = weights.Pointer,
            Bias = bias.Pointer,
            Output = output,
            PlacesOfTask = places,
        };
        step.Machine.Run(kernel, Tasks<TShape>(places), Cost<TShape>(step));
    }

    /// <summary>Overwrites the gradients of weights, bias and input.</summary>
    /// <param name="output">What the activation's derivative follows from.</param>
    /// <param name="outputGradient">Becomes the gradient before the activation.</param>
    /// <param name="weightsGradient">None where the weights are fixed.</param>
    /// <param name="biasGradient">None where there is no bias.</param>
    /// <param name="inputGradient">None where nobody needs it.</param>
    public static void Backward<TShape, TActivation>(
        in CpuStep step,
        TensorBuffer input,
        TensorBuffer weights,
        TensorBuffer output,
        TensorBuffer outputGradient,
        TensorBuffer weightsGradient,
        TensorBuffer biasGradient,
        TensorBuffer inputGradient)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        int units = TShape.Filters * LocalPatches<TShape>.Places;
        OutputGradients.Compute<TActivation>(step, units, area: 1, output, outputGradient, biasGradient);
        if (!weightsGradient.IsNone)
        {
            int places = PlacesOfTask<TShape>();
            var kernel = new LocalWeightsKernel<TShape>
            {
                Machine = step.Machine,
                Count = step.Count,
                Input = input,
                OutputGradient = outputGradient,
                Gradient = weightsGradient.Pointer,
                PlacesOfTask = places,
            };
            step.Machine.Run(kernel, Tasks<TShape>(places), Cost<TShape>(step));
        }

        if (!inputGradient.IsNone)
        {
            var kernel = new LocalInputKernel<TShape>(
                step.Machine, step.Count, weights.Pointer, outputGradient, inputGradient);
            step.Machine.Run(kernel, kernel.Tasks, Cost<TShape>(step));
        }
    }

    private static int PlacesOfTask<TShape>()
        where TShape : struct, IConvolutionShape =>
        Math.Clamp(
            WeightsOfTask / Math.Max(1, TShape.Filters * LocalPatches<TShape>.Depth), 1, LocalPatches<TShape>.Places);

    private static int Tasks<TShape>(int placesOfTask)
        where TShape : struct, IConvolutionShape =>
        (LocalPatches<TShape>.Places + placesOfTask - 1) / placesOfTask;

    private static long Cost<TShape>(in CpuStep step)
        where TShape : struct, IConvolutionShape =>
        (long)step.Count * TShape.Filters * LocalPatches<TShape>.Places * LocalPatches<TShape>.Depth;
}
