namespace NetDsl.Cpu;

/// <summary>The tensors of a convolution's backward pass: see <see cref="Convolution"/>.</summary>
/// <param name="adds">To the weights' gradient.</param>
internal readonly unsafe struct ConvolutionBackward(
    TensorBuffer input,
    TensorBuffer weights,
    TensorBuffer output,
    TensorBuffer outputGradient,
    TensorBuffer weightsGradient,
    TensorBuffer biasGradient,
    TensorBuffer inputGradient,
    bool adds)
{
    /// <summary>Runs the parts, then adds their gradients up in their order.</summary>
    public void Run<TShape, TActivation, TTile, TDataTile>(in CpuStep step, int parts)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
        where TTile : struct, IConvolutionTile
        where TDataTile : struct, IConvolutionTile
    {
        int taps = ConvolutionPlan<TShape>.Taps;
        int partSize = ConvolutionBackwardKernel<TShape, TActivation, TTile, TDataTile>.PartSize;
        float* partGradients = step.Machine.SharedScratch(
            ((long)parts * partSize) + ConvolutionDataWeights.Size<TShape>(TDataTile.Rows) + taps + 16);
        float* dataWeights = partGradients + ((nint)parts * partSize);
        var offsets = (int*)(dataWeights + ConvolutionDataWeights.Size<TShape>(TDataTile.Rows));
        ConvolutionPlan<TShape>.WriteOffsets(offsets);
        for (int i = 0; i < TTile.Vectors; i++)
        {
            offsets[taps + i] = offsets[taps - 1];
        }

        var kernel = new ConvolutionBackwardKernel<TShape, TActivation, TTile, TDataTile>
        {
            Machine = step.Machine,
            Count = step.Count,
            Parts = parts,
            Batch = ConvolutionBackwardKernel<TShape, TActivation, TTile, TDataTile>.ImagesAtOnce(),
            Input = input,
            Output = output,
            OutputGradient = outputGradient,
            InputGradient = inputGradient,
            HasWeightsGradient = !weightsGradient.IsNone,
            PartGradients = partGradients,
            Offsets = offsets,
        };
        if (!inputGradient.IsNone)
        {
            kernel.DataWeights.Write<TShape>(dataWeights, weights.Pointer, TDataTile.Rows);
        }

        step.Machine.Run(kernel, parts * TShape.Groups, ConvolutionPlan<TShape>.Cost * TShape.Groups * step.Count);

        int weightCount = TShape.Groups * ConvolutionPlan<TShape>.Weights;
        if (!weightsGradient.IsNone)
        {
            var sum = new SumPartsKernel(
                partGradients, parts, partSize, weightsGradient.Pointer, weightCount, adds);
            step.Machine.Run(sum, sum.Tasks, (long)parts * weightCount);
        }

        if (!biasGradient.IsNone)
        {
            var biasSum = new SumPartsKernel(
                partGradients + weightCount, parts, partSize, biasGradient.Pointer, TShape.Filters);
            step.Machine.Run(biasSum, biasSum.Tasks, (long)parts * TShape.Filters);
        }
    }
}
