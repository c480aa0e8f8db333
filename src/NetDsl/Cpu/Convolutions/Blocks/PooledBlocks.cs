namespace NetDsl.Cpu;

/// <summary>A convolution by blocks and the max pooling of what it gives, which is nowhere kept.</summary>
internal static unsafe class PooledBlocks
{
    /// <summary>Of the rows that a task computes, at most one in so many is another task's too.</summary>
    private const int RowsForOneTwice = 16;

    /// <summary>See <see cref="Convolution.ForwardPooled"/>.</summary>
    public static void Forward<TShape, TActivation, TPool, TPoolActivation>(
        in CpuStep step,
        TensorBuffer input,
        TensorBuffer weights,
        TensorBuffer bias,
        TensorBuffer output,
        TensorBuffer choice)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
        where TPool : struct, IPoolingShape
        where TPoolActivation : struct, IActivation
    {
        var blocks = ConvolutionBlocks.Prepare<InputSide<TShape>, TActivation>(
            step, input, weights, bias, out float* planes);
        var kernel = new PooledBlocksKernel<TShape, TActivation, TPool, TPoolActivation>
        {
            Blocks = blocks,
            Output = output,
            Choice = choice,
        };
        long cost = ConvolutionPlan<TShape>.Cost;
        if (planes is null)
        {
            step.Machine.Run(kernel, blocks.Tasks, cost * step.Count * TShape.Groups);
            return;
        }

        // one image after the other, each shared by all threads
        int wanted = 4 * step.Team.Size;
        kernel.Blocks.PlaceChunks = RowChunks<TPool>(wanted, step.Team.Size);
        kernel.Blocks.TileChunks = Math.Clamp(wanted / kernel.Blocks.PlaceChunks, 1, Math.Max(1, blocks.Tiles / 4));
        for (int image = 0; image < step.Count; image++)
        {
            for (int group = 0; group < TShape.Groups; group++)
            {
                ConvolutionBlocks.Share(ref kernel.Blocks, image, group, planes);
                step.Machine.Run(kernel, kernel.Blocks.PlaceChunks * kernel.Blocks.TileChunks, cost);
            }
        }
    }

    /// <summary>Into how many parts the rows of maxima are cut. Where windows overlap, each cut has rows of the
    /// convolution computed on both sides.</summary>
    private static int RowChunks<TPool>(int wanted, int threads)
        where TPool : struct, IPoolingShape
    {
        int blocks = (PoolingPlan<TPool>.InputPlane + WindowProduct.PlaceBlock - 1) / WindowProduct.PlaceBlock;
        int most = Math.Min(Math.Min(blocks, wanted), TPool.OutputHeight);
        int twice = TPool.WindowHeight - TPool.StrideY;
        if (twice > 0)
        {
            int few = TPool.Height / (RowsForOneTwice * twice) / threads * threads;
            most = Math.Min(most, Math.Max(threads, few));
        }

        return Math.Max(1, most);
    }
}
