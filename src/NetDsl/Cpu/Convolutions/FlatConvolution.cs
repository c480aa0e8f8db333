namespace NetDsl.Cpu;

/// <summary>Convolutions as sums over flat planes, <see cref="ConvolutionPlan{TShape}"/>: for layers of few channels,
/// whose values are too few times used to be packed for a matrix product.</summary>
internal static unsafe class FlatConvolution
{
    /// <summary>Parts of a batch whose gradients are summed apart: fixed, so that threads do not change the
    /// sums.</summary>
    private const int MostParts = 16;

    /// <summary>Floats that the parts' gradients may take together.</summary>
    private const long PartFloats = 8_000_000;

    /// <summary>An image of so many multiply-adds is worth sharing among threads.</summary>
    private const long LargeImage = 400_000;

    /// <summary>Filters of a group for which the tiles of several rows are mostly empty.</summary>
    private const int FewRows = 2;

    /// <summary>See <see cref="Convolution"/>.</summary>
    public static void Forward<TShape, TActivation>(
        in CpuStep step,
        TensorBuffer input,
        TensorBuffer weights,
        TensorBuffer bias,
        TensorBuffer output,
        TensorBuffer residual = default)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation =>
        Forward<TShape, TActivation, WholePlane<TShape>>(
            step, input, weights, bias, output, choice: default, residual);

    /// <summary>See <see cref="Convolution.ForwardPooled"/>.</summary>
    public static void ForwardPooled<TShape, TActivation, TPool, TPoolActivation>(
        in CpuStep step,
        TensorBuffer input,
        TensorBuffer weights,
        TensorBuffer bias,
        TensorBuffer output,
        TensorBuffer choice)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
        where TPool : struct, IPoolingShape
        where TPoolActivation : struct, IActivation =>
        Forward<TShape, TActivation, PooledPlane<TShape, TPool, TPoolActivation>>(
            step, input, weights, bias, output, choice, residual: default);

    /// <summary>See <see cref="Convolution.Backward"/>.</summary>
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
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        // each of the two gradients by the tile that wastes less of it
        int filters = ConvolutionPlan<TShape>.Filters;
        int channels = ConvolutionPlan<TShape>.Channels;
        bool sixFilters = PrefersSixRows(filters, ConvolutionPlan<TShape>.Taps, 1);
        bool sixChannels = PrefersSixRows(channels, ConvolutionPlan<TShape>.PlaneSize, (int)step.Machine.Width);
        int parts = Parts<TShape>(step);
        var tensors = new ConvolutionBackward(
            input, weights, output, outputGradient, weightsGradient, biasGradient, inputGradient, adds);
        if (filters <= FewRows && channels <= FewRows)
        {
            tensors.Run<TShape, TActivation, ConvolutionTile1x4, ConvolutionTile1x4>(step, parts);
        }
        else if (sixFilters)
        {
            if (sixChannels)
            {
                tensors.Run<TShape, TActivation, ConvolutionTile6x2, ConvolutionTile6x2>(step, parts);
            }
            else
            {
                tensors.Run<TShape, TActivation, ConvolutionTile6x2, ConvolutionTile4x3>(step, parts);
            }
        }
        else if (sixChannels)
        {
            tensors.Run<TShape, TActivation, ConvolutionTile4x3, ConvolutionTile6x2>(step, parts);
        }
        else
        {
            tensors.Run<TShape, TActivation, ConvolutionTile4x3, ConvolutionTile4x3>(step, parts);
        }
    }

    private static void Forward<TShape, TActivation, TSink>(
        in CpuStep step,
        TensorBuffer input,
        TensorBuffer weights,
        TensorBuffer bias,
        TensorBuffer output,
        TensorBuffer choice,
        TensorBuffer residual)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
        where TSink : struct, IPlaneSink
    {
        int vector = (int)step.Machine.Width;
        int filters = ConvolutionPlan<TShape>.Filters;
        if (filters <= FewRows)
        {
            Forward<TShape, TActivation, ConvolutionTile1x4, TSink>(
                step, input, weights, bias, output, choice, residual);
        }
        else if (PrefersSixRows(filters, ConvolutionPlan<TShape>.OutputSpan, vector))
        {
            Forward<TShape, TActivation, ConvolutionTile6x2, TSink>(
                step, input, weights, bias, output, choice, residual);
        }
        else
        {
            Forward<TShape, TActivation, ConvolutionTile4x3, TSink>(
                step, input, weights, bias, output, choice, residual);
        }
    }

    private static void Forward<TShape, TActivation, TTile, TSink>(
        in CpuStep step,
        TensorBuffer input,
        TensorBuffer weights,
        TensorBuffer bias,
        TensorBuffer output,
        TensorBuffer choice,
        TensorBuffer residual)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
        where TTile : struct, IConvolutionTile
        where TSink : struct, IPlaneSink
    {
        int tiles = ConvolutionForwardKernel<TShape, TActivation, TTile, TSink>.Tiles;
        int planes = ConvolutionPlan<TShape>.RoundUp(TShape.Groups * ConvolutionPlan<TShape>.PlanesSize, 16);
        long cost = ConvolutionPlan<TShape>.Cost * TShape.Groups;
        bool shareImage = step.Count * TShape.Groups < step.Team.Size && cost >= LargeImage;

        int size = TShape.Groups * tiles * TTile.Rows * ConvolutionPlan<TShape>.Taps;
        int made = size + ConvolutionPlan<TShape>.Taps;
        float* scratch = step.Machine.SharedScratch(planes + made);
        var pack = new Packed<TShape>(weights, tiles, TTile.Rows, size);
        float* packed = scratch + planes;
        if (step.Kept is null)
        {
            pack.Write(packed);
        }
        else
        {
            packed = step.Kept.Of(weights.Pointer, KeptForm.Flat, made, pack);
        }

        var kernel = new ConvolutionForwardKernel<TShape, TActivation, TTile, TSink>
        {
            Machine = step.Machine,
            Input = input,
            Output = output,
            Choice = choice,
            Bias = bias.Pointer,
            Residual = residual,
            PackedWeights = packed,
            Offsets = (int*)(packed + size),
        };
        if (!shareImage)
        {
            step.Machine.Run(kernel, step.Count * TShape.Groups, cost * step.Count);
            return;
        }

        kernel.Planes = scratch;
        for (int image = 0; image < step.Count; image++)
        {
            for (int group = 0; group < TShape.Groups; group++)
            {
                ConvolutionPlanes<TShape>.Fill(
                    input.Example(image) + ((nint)group * ConvolutionPlan<TShape>.InputSize),
                    scratch + ((nint)group * ConvolutionPlan<TShape>.PlanesSize));
            }

            kernel.Image = image;
            step.Machine.Run(kernel, TShape.Groups * tiles, cost);
        }
    }

    /// <summary>All groups' weights, [group][tile][tap][filter].</summary>
    /// <summary>Whether tiles of 6 rows × 2 vectors waste no more than those of 4 × 3.</summary>
    private static bool PrefersSixRows(int rows, int places, int vector) =>
        (long)RoundUp(rows, 6) * RoundUp(places, 2 * vector)
        <= (long)RoundUp(rows, 4) * RoundUp(places, 3 * vector);

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    private static int Parts<TShape>(in CpuStep step)
        where TShape : struct, IConvolutionShape =>
        (int)Math.Clamp(
            PartFloats / ((long)TShape.Filters * (ConvolutionPlan<TShape>.Taps + 1)),
            1, Math.Min(MostParts, step.Count));

    /// <summary>The packed weights, and behind them the taps' offsets.</summary>
    /// <param name="size">Floats of the weights.</param>
    private readonly struct Packed<TShape>(TensorBuffer weights, int tiles, int rows, int size) : IKeptWeights
        where TShape : struct, IConvolutionShape
    {
        public void Write(float* room)
        {
            int taps = ConvolutionPlan<TShape>.Taps;
            for (int group = 0; group < TShape.Groups; group++)
            {
                MatrixPacking.Pack<LanesScalar, float>(
                    room + ((nint)group * tiles * rows * taps),
                    weights.Pointer + ((nint)group * ConvolutionPlan<TShape>.Weights),
                    rows, ConvolutionPlan<TShape>.Filters, taps, taps, 1);
            }

            ConvolutionPlan<TShape>.WriteOffsets((int*)(room + size));
        }
    }
}
